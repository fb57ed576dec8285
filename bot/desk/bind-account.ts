import type { Work } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import { bindOfficer, officerName, spendInvite, wasInvited } from '../../domain/officers.ts'
import { findRoomInvite } from '../../domain/room-invites.ts'
import type { Officer } from '../../prisma/generated/client.ts'
import { say } from '../text/sentences.ts'
import { spendTry } from './bind-tries.ts'
import type { DoorAnswer, DoorScene } from './door-scene.ts'

/** Makes who speaks in private an officer, by a one-time code. Undefined when a link carried something that is no code of ours. */
export async function bindAccount(scene: DoorScene, code: string): Promise<DoorAnswer | undefined> {
  const { work, incoming, account } = scene
  if (!account) return undefined
  const answer = (said: DoorAnswer['says'][number], note?: string): DoorAnswer => ({
    says: [said],
    to: { account: account.id },
    ...(note !== undefined && { note }),
  })
  if (code === '') return answer(say('bindHow', { private: true }))
  const guess = await spendTry(work, incoming)
  if (guess.kind === 'wait')
    return answer(say('bindWait', { minutes: guess.minutes }), 'too many codes in a short time')
  const officer = await spendOfficerCode(work, code)
  if (officer) {
    await guess.giveBack()
    await bindOfficer(work, officer, incoming.channel, incoming.account)
    return answer(say('officerWelcome', { name: officerName(work, officer) }))
  }
  if (await findRoomInvite(work, code)) {
    await guess.giveBack()
    return answer(say('bindInGroup', {}))
  }
  if (incoming.input.kind === 'opened' && !(await wasInvited(work, code))) {
    await guess.giveBack()
    return undefined
  }
  return answer(say('bindWrong', {}), 'a wrong code of an officer')
}

/** Undefined when the code was used, has run out, or never was. */
export async function spendOfficerCode(work: Work, code: string): Promise<Officer | undefined> {
  try {
    return await spendInvite(work, code)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invite-invalid') return undefined
    throw error
  }
}
