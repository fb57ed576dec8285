import type { payloads } from 'wechaty-puppet'
import type { ChannelLog } from '../channel-log.ts'
import type { Puppet } from './settings.ts'

/** What is done about the events of a puppet. None of it may take long. */
export interface Ears {
  /** Anything at all was heard: the host is alive. */
  sign(): void
  login(payload: payloads.EventLogin): void
  logout(payload: payloads.EventLogout): void
  scan(payload: payloads.EventScan): void
  reset(payload: payloads.EventReset): void
  error(): void
  message(payload: payloads.EventMessage): void
  'room-join'(payload: payloads.EventRoomJoin): void
  'room-leave'(payload: payloads.EventRoomLeave): void
  'room-invite'(payload: payloads.EventRoomInvite): void
  friendship(payload: payloads.EventFriendship): void
}

/** Listens to a puppet, each event once, until the function that it returns is called. */
export function listen(puppet: Puppet, ears: Ears, log: ChannelLog): () => void {
  const stops: (() => void)[] = []

  function on<Payload>(
    event: Exclude<keyof Ears, 'sign'> | 'heartbeat' | 'dong',
    does: (payload: Payload) => void,
    isSign = true,
  ): void {
    const heard = (payload: Payload) => {
      // One that threw would keep the event from whoever listens after us.
      try {
        if (isSign) ears.sign()
        does(payload)
      } catch (err) {
        log.error({ channel: 'wechaty', kind: event, err }, 'An event of the puppet was not dealt with')
      }
    }
    // The types of the emitter want each event by itself.
    const emitter = puppet as unknown as NodeJS.EventEmitter
    emitter.on(event, heard)
    stops.push(() => emitter.off(event, heard))
  }

  // An error that nobody hears ends the process, and some come after the end.
  puppet.on('error', () => {})
  on('heartbeat', () => {})
  on('dong', () => {})
  on('login', ears.login)
  on('logout', ears.logout, false)
  on('scan', ears.scan)
  on('reset', ears.reset, false)
  on('error', ears.error, false)
  on('message', ears.message)
  on('room-join', ears['room-join'])
  on('room-leave', ears['room-leave'])
  on('room-invite', ears['room-invite'])
  on('friendship', ears.friendship)
  return () => {
    for (const stop of stops.splice(0)) stop()
  }
}
