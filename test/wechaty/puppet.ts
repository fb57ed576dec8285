import type { EventEmitter } from 'node:events'
import type { FileBoxInterface } from 'file-box'
import type { payloads, types } from 'wechaty-puppet'
import { PuppetMock } from 'wechaty-puppet-mock'
import { self, type World } from './world.ts'

/** The mock puppet of wechaty in a world of ours: as strict as a real one, and it answers a ding at once. */
export class WorldPuppet extends PuppetMock {
  #stopListening: (() => void) | undefined

  constructor(readonly world: World) {
    super()
  }

  override async onStart(): Promise<void> {
    if (this.world.isDown) throw Object.assign(new Error('No connection established'), { code: 14 })
    await super.onStart()
    this.#listen()
    setImmediate(() => this.#begin())
  }

  override async onStop(): Promise<void> {
    this.#stopListening?.()
    await super.onStop()
  }

  override ding(data = ''): void {
    if (!this.world.isMute) setImmediate(() => this.emit('dong', { data }))
  }

  override async contactRawPayload(id: string): Promise<payloads.Contact> {
    return known(this.world.contacts.get(id), 'contact')
  }

  override async roomRawPayload(id: string): Promise<payloads.Room> {
    const { topic, members } = known(this.world.rooms.get(id), 'room')
    return { id, topic, memberIdList: [...members], adminIdList: [] }
  }

  override async roomMemberRawPayload(_: string, contactId: string): Promise<payloads.RoomMember> {
    const { id, name } = await this.contactRawPayload(contactId)
    return { id, name, avatar: '', roomAlias: id === self ? '信桥 值班' : '' }
  }

  /** Forgets it, and tells nobody, as many hosts do. */
  override dirtyPayload(payloadType: types.Dirty, payloadId: string): void {
    this.onDirty({ payloadType, payloadId })
  }

  override async roomMemberList(id: string): Promise<string[]> {
    return (await this.roomPayload(id)).memberIdList
  }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    return known(this.world.messages.get(id), 'message')
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    return known(this.world.files.get(id), 'file')
  }

  override async messageUrl(id: string): Promise<payloads.UrlLink> {
    return known(this.world.links.get(id), 'link')
  }

  override async messageSendText(to: string, text: string): Promise<void> {
    this.#mustReach(to)
    if (this.world.holds) {
      this.world.held++
      await new Promise(() => {})
    }
    if (text.length > 16_000) throw new Error('too long')
    this.world.show(to, { by: self, text })
  }

  override async messageSendFile(to: string, file: FileBoxInterface): Promise<void> {
    this.#mustReach(to)
    this.world.show(to, { by: self, file: { name: file.name, content: await file.toBuffer() } })
  }

  override async friendshipRawPayload(id: string): Promise<payloads.Friendship> {
    return known(this.world.friendships.get(id), 'friendship')
  }

  override async friendshipAccept(id: string): Promise<void> {
    this.world.accepted.push(id)
  }

  override async roomInvitationAccept(id: string): Promise<void> {
    this.world.accepted.push(id)
  }

  #listen(): void {
    const events = ['message', 'room-join', 'room-leave', 'friendship', 'room-invite', 'scan', 'reset'] as const
    const stops = events.map((event) => {
      // Each event has a payload of its own, made by whoever lets it happen.
      const hand = (payload: unknown) => void (this as unknown as EventEmitter).emit(event, payload)
      this.world.events.on(event, hand)
      return () => this.world.events.off(event, hand)
    })
    const logout = () => void this.logout('night')
    this.world.events.on('logout', logout)
    const login = () => {
      if (!this.isLoggedIn) this.login(self)
    }
    this.world.events.on('login', login)
    this.#stopListening = () => {
      for (const stop of stops.splice(0)) stop()
      this.world.events.off('logout', logout)
      this.world.events.off('login', login)
    }
  }

  #begin(): void {
    if (this.state.inactive()) return
    const { asksScan } = this.world
    if (asksScan !== undefined) this.emit('scan', { qrcode: asksScan, status: 2 })
    else if (!this.isLoggedIn) this.login(self)
  }

  #mustReach(to: string): void {
    if (!this.isLoggedIn) throw new Error('not logged in')
    if (!this.world.contacts.has(to) && !this.world.rooms.has(to)) throw new Error(`${to} not exist`)
  }
}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`no payload found for ${what}`)
  return found
}
