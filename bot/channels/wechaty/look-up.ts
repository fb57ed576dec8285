import type { payloads } from 'wechaty-puppet'
import type { Ask } from './ask.ts'
import { messageKinds as kinds } from './message-kinds.ts'
import type { Puppet } from './settings.ts'

/** What a message's payload does not hold. Each is absent when the host did not tell it. */
export interface Found {
  talker?: Pick<payloads.Contact, 'name' | 'type'>
  /** What the account is called in the room, when the words begin with a mention. */
  ownNames: string[]
  location?: Pick<payloads.Location, 'latitude' | 'longitude' | 'name' | 'address'>
  link?: { title: string; url?: string }
  card?: Pick<payloads.Contact, 'name' | 'phone'>
}

/** Asks the host for what belongs to a message. Does not throw. */
export async function lookUp(
  { puppet, self, ask }: { puppet: Puppet; self: string | undefined; ask: Ask },
  message: payloads.Message,
): Promise<Found> {
  const { id, talkerId, roomId, text = '', type } = message
  const [talker, ownNames, location, link, card] = await Promise.all([
    ask.once(() => puppet.contactPayload(talkerId)),
    roomId && self !== undefined && /^[@＠]/m.test(text) ? ownNamesIn(puppet, ask, roomId, self) : [],
    type === kinds.location ? ask.once(() => puppet.messageLocation(id)) : undefined,
    linkOf(puppet, ask, message),
    type === kinds.contact ? cardOf(puppet, ask, id) : undefined,
  ])
  return {
    ...(talker && { talker }),
    ownNames,
    ...(location && { location }),
    ...(link && { link }),
    ...(card && { card }),
  }
}

async function ownNamesIn(puppet: Puppet, ask: Ask, roomId: string, self: string): Promise<string[]> {
  const [contact, member] = await Promise.all([
    ask.once(() => puppet.contactPayload(self)),
    ask.once(() => puppet.roomMemberPayload(roomId, self)),
  ])
  return [member?.roomAlias, member?.name, contact?.name].filter(
    (name): name is string => name !== undefined && name !== '',
  )
}

async function linkOf(puppet: Puppet, ask: Ask, { id, type }: payloads.Message): Promise<Found['link']> {
  if (type === kinds.url) {
    const link = await ask.once(() => puppet.messageUrl(id))
    return link && { title: link.title, url: link.url }
  }
  if (type !== kinds.miniProgram) return undefined
  const page = await ask.once(() => puppet.messageMiniProgram(id))
  const title = page?.title || page?.description
  return title ? { title } : undefined
}

async function cardOf(puppet: Puppet, ask: Ask, id: string): Promise<Found['card']> {
  const contactId = await ask.once(() => puppet.messageContact(id))
  return contactId ? ask.once(() => puppet.contactPayload(contactId)) : undefined
}
