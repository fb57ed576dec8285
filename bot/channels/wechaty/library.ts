import type { EventEmitter } from 'node:events'
import type { FileBox, FileBoxInterface } from 'file-box'
import type { puppet as grpc } from 'wechaty-grpc'
import type { payloads, types } from 'wechaty-puppet'
import type { Puppet } from './settings.ts'

/** The connection of a puppet to its service. */
export interface Connection extends EventEmitter {
  /** Throws when there is none. */
  readonly client: grpc.PuppetClient
  eventStream?: EventEmitter & { cancel(): void }
}

/** What wechaty-puppet-service makes of an address, as far as it is changed here. */
export interface LibraryPuppet
  extends Omit<Puppet, 'messageLocation' | 'messageFile' | 'messageSendFile' | 'dirtyPayload' | 'reset'> {
  readonly grpcManager: Connection
  _grpcManager?: Connection
  readonly _cleanupCallbackList: (() => void)[]
  readonly FileBoxUuid: typeof FileBox
  onStart(): Promise<void>
  onStop(): Promise<void>
  reset(): Promise<void>
  onGrpcStreamEvent(event: grpc.EventResponse): void
  onDirty(payload: payloads.EventDirty): void
  dirtyPayload(type: types.Dirty, id: string): Promise<void>
  hookPayloadStore(): void
  bridgeGrpcEventStream(connection: Connection): void
  serializeFileBox(file: FileBoxInterface): Promise<string>
  messageFile(id: string): Promise<FileBoxInterface>
  messageSendFile(conversationId: string, file: FileBoxInterface): Promise<string | undefined>
  messageLocation(messageId: string): Promise<payloads.Location>
}

type LibraryPuppetClass = new (options: {
  endpoint: string
  token: string
  tls: { disable: false; serverName: string; caCert?: string }
}) => LibraryPuppet

/**
 * Loads wechaty-puppet-service. Its own types change those of `node:util` for the whole program, so that they are left
 * out; these here stand for them.
 */
export async function loadLibrary(): Promise<{ PuppetService: LibraryPuppetClass }> {
  const name: string = 'wechaty-puppet-service'
  return (await import(name)) as { PuppetService: LibraryPuppetClass }
}
