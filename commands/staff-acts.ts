import { withWork } from '../domain/context.ts'
import { removeOfficer } from '../domain/departures.ts'
import { inviteOfficer, officerName } from '../domain/officers.ts'
import type { OfficerRole } from '../prisma/generated/client.ts'
import { type Deps, type OperatorCommand, type Print, readWords } from './operator-command.ts'
import { UsageError } from './usage.ts'

type Request =
  | { act: 'invite'; name: string; role: OfficerRole; unit: string | undefined }
  | { act: 'remove'; name: string }
  | { act: 'list' }

const roles: readonly OfficerRole[] = ['officer', 'supervisor', 'director', 'admin']

const usage = [
  `Usage: npm run staff -- invite <name> --role ${roles.join('|')} [--unit <id>]   prints a one-time link and code`,
  '       npm run staff -- remove <name>   ends it at once, everywhere',
  '       npm run staff -- list',
].join('\n')

/** Who is staff. */
export const staff: OperatorCommand<Request> = {
  read(args) {
    const { positionals, values } = readWords(args, { role: { type: 'string' }, unit: { type: 'string' } }, usage)
    const [act, name, ...more] = positionals
    if (more.length > 0) throw new UsageError(`Write the name without spaces, like Li-Wei.\n${usage}`)
    if (act === 'list' && name === undefined) return { act }
    if (act === 'remove' && name !== undefined) return { act, name: readName(name) }
    if (act !== 'invite' || name === undefined) throw new UsageError(usage)
    const role = roles.find((known) => known === values.role)
    if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}.\n${usage}`)
    return { act, name: readName(name), role, unit: values.unit }
  },
  run(deps, request, print) {
    switch (request.act) {
      case 'invite':
        return invite(deps, request, print)
      case 'remove':
        return remove(deps, request.name, print)
      case 'list':
        return list(deps, print)
    }
  },
}

/** A name is typed in commands of the staff room, where these marks end it. */
function readName(typed: string): string {
  const name = typed.normalize('NFC').trim()
  if (name === '' || [...name].length > 30 || /[\s,，:：#＃@＠/]/u.test(name)) {
    throw new UsageError('A name has 1 to 30 characters and no spaces, commas, colons, slashes, # or @.')
  }
  return name
}

async function invite(deps: Deps, { name, role, unit }: Request & { act: 'invite' }, print: Print): Promise<number> {
  const { code, officer } = await withWork(deps.context, deps.now(), (work) =>
    inviteOfficer(work, { name, role, unit: unit ?? work.office.defaultUnit }),
  )
  print(`${name} is ${officer.role} of ${officer.unit}. This link works once, within seven days:`)
  print(`${deps.config.publicUrl}/desk/enter#${code}`)
  print('To answer from a chat app instead, send the same code to the bot in private, never in a group:')
  print(`/bind ${code}`)
  return 0
}

async function remove(deps: Deps, name: string, print: Print): Promise<number> {
  await withWork(deps.context, deps.now(), (work) => removeOfficer(work, name))
  print(`${name} is no longer staff.`)
  return 0
}

async function list(deps: Deps, print: Print): Promise<number> {
  const lines = await withWork(deps.context, deps.now(), async (work) => {
    const officers = await work.tx.officer.findMany({
      where: { leftAt: null },
      include: { _count: { select: { accounts: true } } },
      orderBy: { createdAt: 'asc' },
    })
    return officers.map((officer) => {
      const joined = officer._count.accounts > 0 ? '' : '  (has not come in yet)'
      return `${officerName(work, officer)}  ${officer.role}  ${officer.unit}${joined}`
    })
  })
  for (const line of lines) print(line)
  if (lines.length === 0) print('Nobody yet. Invite the first: npm run staff -- invite <name> --role admin')
  return 0
}
