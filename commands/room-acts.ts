import { type Work, withWork } from '../domain/context.ts'
import { post } from '../domain/outbox.ts'
import { inviteRoom } from '../domain/room-invites.ts'
import { closeRoom, externalIdOfRoom, isBound, openRooms } from '../domain/rooms.ts'
import type { Room } from '../prisma/generated/client.ts'
import { type Deps, type OperatorCommand, type Print, readWords } from './operator-command.ts'
import { UsageError } from './usage.ts'

type Request =
  | { act: 'invite'; name: string; unit: string | undefined }
  | { act: 'close'; room: string }
  | { act: 'list' }

const usage = [
  'Usage: npm run room -- invite <name> [--unit <id>]   prints a one-time code that makes a chat group a staff room',
  '       npm run room -- list',
  '       npm run room -- close <name or id>   no cards go there from now on',
].join('\n')

/** Which chat groups are staff rooms. */
export const room: OperatorCommand<Request> = {
  read(args) {
    const { positionals, values } = readWords(args, { unit: { type: 'string' } }, usage)
    const [act, name, ...more] = positionals
    if (more.length > 0) throw new UsageError(`Write the name without spaces, or in quotes.\n${usage}`)
    if (act === 'list' && name === undefined) return { act }
    if (act === 'close' && name !== undefined) return { act, room: name.trim() }
    if (act !== 'invite' || name === undefined) throw new UsageError(usage)
    return { act, name: readName(name), unit: values.unit }
  },
  run(deps, request, print) {
    switch (request.act) {
      case 'invite':
        return invite(deps, request, print)
      case 'close':
        return close(deps, request.room, print)
      case 'list':
        return list(deps, print)
    }
  },
}

function readName(typed: string): string {
  const name = typed.normalize('NFC').trim()
  if (name === '' || [...name].length > 40 || /\p{C}/u.test(name)) {
    throw new UsageError('A name of a room has 1 to 40 characters on one line.')
  }
  return name
}

async function invite({ context, now }: Deps, { name, unit }: Request & { act: 'invite' }, print: Print) {
  const { code } = await withWork(context, now(), (work) => inviteRoom(work, { name, unit }))
  print(`A code for the staff room "${name}" of ${unit ?? 'the whole office'}. It works once, within seven days.`)
  print('Add the bot to the group as an administrator, so that it learns who leaves. Then send there, under your own')
  print('name and not as an anonymous administrator (in a group of WeCom with @ and the name of the robot before it):')
  print(`/bind ${code}`)
  return 0
}

async function list({ context, now }: Deps, print: Print): Promise<number> {
  const lines = await withWork(context, now(), async (work) =>
    (await openRooms(work)).map(
      (known) => `${known.id}  ${nameOf(work, known)}  ${known.channel}  ${known.unit || 'whole office'}`,
    ),
  )
  for (const line of lines) print(line)
  if (lines.length === 0) print('There is no staff room. Make a chat group one: npm run room -- invite <name>')
  return 0
}

async function close({ context, now }: Deps, wanted: string, print: Print): Promise<number> {
  const closed = await withWork(context, now(), async (work) => {
    const rooms = (await openRooms(work)).filter((known) => known.id === wanted || nameOf(work, known) === wanted)
    const [found, ...more] = rooms
    if (!found) throw new UsageError(`There is no staff room "${wanted}". See them with: npm run room -- list`)
    if (more.length > 0) {
      throw new UsageError(
        `${rooms.length} staff rooms are called "${wanted}". Write the id of one: npm run room -- list`,
      )
    }
    if (!isBound(found)) {
      throw new UsageError(
        'This room is set in the office file. Take it out there, then: npm run office -- import <file>',
      )
    }
    await closeRoom(work, found.id)
    await post(work, [
      {
        dedupeKey: `roomUnbound:${found.id}:${work.at.getTime()}`,
        lane: 'alarm',
        kind: 'roomUnbound',
        params: { name: found.name },
        to: { room: found.id },
      },
    ])
    return found
  })
  print(`"${closed.name}" is a staff room no more. To have it back: npm run room -- invite ${closed.name}`)
  return 0
}

function nameOf(work: Work, known: Room): string {
  if (isBound(known)) return known.name
  const key = externalIdOfRoom(work, known)
  return work.office.rooms.find((room) => room.channel === known.channel && room.key === key)?.name ?? key
}
