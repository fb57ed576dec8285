import type { payloads } from 'wechaty-puppet'
import type { Ask } from './ask.ts'
import { messageKinds as kinds } from './message-kinds.ts'

/** What a message's payload does not hold. Each is absent when the host did not tell it. */
export interface Found {
  talker?: Pick<payloads.Contact, 'name' | 'type'>
  /** What the account is called in the room, when the words begin with a mention. */
  ownNames: string[]
  location?: Pick<payloads.Location, 'latitude' | 'longitude' | 'name' | 'address'>
  link?: { title: string; url?: string }
  card?: Pick<payloads.Contact, 'name' | 'phone'>
}

/** Asks the host for what belongs to a message; of what was said with it, as patiently as of the message. Does not throw. */
export async function lookUp(ask: Ask, self: string, message: payloads.Message): Promise<Found> {
  const { id, talkerId, roomId, text = '', type } = message
  const [talker, ownNames, location, link, card] = await Promise.all([
    ask.once(({ puppet }) => puppet.contactPayload(talkerId)),
    roomId && /^[@＠]/m.test(text) ? ownNamesIn(ask, roomId, self) : [],
    type === kinds.location ? ask.known(({ puppet }) => puppet.messageLocation(id)) : undefined,
    linkOf(ask, message),
    type === kinds.contact ? cardOf(ask, id) : undefined,
  ])
  return {
    ...(talker && { talker }),
    ownNames,
    ...(location && { location }),
    ...(link && { link }),
    ...(card && { card }),
  }
}

async function ownNamesIn(ask: Ask, roomId: string, self: string): Promise<string[]> {
  const [contact, member] = await Promise.all([
    ask.once(({ puppet }) => puppet.contactPayload(self)),
    ask.once(({ puppet }) => puppet.roomMemberPayload(roomId, self)),
  ])
  return [member?.roomAlias, member?.name, contact?.name].filter(
    (name): name is string => name !== undefined && name !== '',
  )
}

async function linkOf(ask: Ask, { id, type }: payloads.Message): Promise<Found['link']> {
  if (type === kinds.url) {
    const link = await ask.known(({ puppet }) => puppet.messageUrl(id))
    return link && { title: link.title, url: link.url }
  }
  if (type !== kinds.miniProgram) return undefined
  const page = await ask.known(({ puppet }) => puppet.messageMiniProgram(id))
  const title = page?.title || page?.description
  return title ? { title } : undefined
}

async function cardOf(ask: Ask, id: string): Promise<Found['card']> {
  const contactId = await ask.known(({ puppet }) => puppet.messageContact(id))
  return contactId ? ask.known(({ puppet }) => puppet.contactPayload(contactId)) : undefined
}
