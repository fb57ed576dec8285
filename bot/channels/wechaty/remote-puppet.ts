import { promisify } from 'node:util'
import type { FileBoxInterface } from 'file-box'
import type { puppet as grpcTypes } from 'wechaty-grpc'
import type { payloads, types } from 'wechaty-puppet'
import { linkFaultOf } from './failure.ts'
import { type HostAddress, trustOf } from './host-address.ts'
import { type Connection, loadLibrary } from './library.ts'
import type { Puppet } from './settings.ts'

/**
 * A puppet that speaks to a wechaty puppet service over gRPC with TLS, not yet started. When the connection breaks it
 * emits `reset` with a `LinkFault`. Everything of wechaty is loaded here and not before. Throws when it is not installed.
 */
export async function servicePuppet(address: HostAddress): Promise<Puppet> {
  const [{ PuppetService }, { log }, { puppet: grpc }] = await Promise.all([
    loadLibrary(),
    import('wechaty-puppet'),
    import('wechaty-grpc'),
  ])
  // It writes to the console what people say, and at a finer level the token.
  log.level('silent')

  class RemotePuppet extends PuppetService {
    /** It would keep names and groups in a folder of the home directory that bears the token, for everybody to read. */
    override hookPayloadStore(): void {}

    override async onStart(): Promise<void> {
      try {
        await super.onStart()
      } catch (error) {
        this.#break(error)
      }
    }

    /** Only our own end is closed: the library's way stops the puppet over there too, which logs some accounts out. */
    override async onStop(): Promise<void> {
      for (const clean of this._cleanupCallbackList.splice(0)) clean()
      const manager = this._grpcManager
      delete this._grpcManager
      // What it still has to say about its end is no news.
      manager?.removeAllListeners()
      manager?.on('error', () => {})
      // Destroyed only, it would stand open over there, and keep the next one out.
      manager?.eventStream?.on('error', () => {}).cancel()
      // Throws when it never came to have one.
      try {
        manager?.client.close()
      } catch {}
    }

    override bridgeGrpcEventStream(manager: Connection): void {
      super.bridgeGrpcEventStream(manager)
      manager.on('error', (error) => this.#break(error))
      manager.on('end', () => this.#break(new Error('The stream of events has ended')))
    }

    /** The library reads events within a promise that nobody awaits: one that it cannot read would end the process. */
    override onGrpcStreamEvent(event: grpcTypes.EventResponse): void {
      try {
        super.onGrpcStreamEvent(event)
      } catch {
        this.emit('error', { data: 'An event of the puppet service could not be read' })
      }
    }

    /** The library's own watchdog would start it again after we have closed it, and it would hold the only stream. */
    override async reset(): Promise<void> {}

    /** Here it is forgotten as soon as it is over there, and not when that is told. */
    override async dirtyPayload(type: types.Dirty, id: string): Promise<void> {
      await super.dirtyPayload(type, id)
      this.onDirty({ payloadType: type, payloadId: id })
    }

    /** The library would ask once more in an older way, and wait for ever for an answer. */
    override async messageFile(id: string): Promise<FileBoxInterface> {
      const request = new grpc.MessageFileRequest()
      request.setId(id)
      const { client } = this.grpcManager
      const response = await promisify(client.messageFile.bind(client))(request)
      return this.FileBoxUuid.fromJSON(response.getFileBox())
    }

    /** The library would send a file that failed once more in an older way, and it could arrive twice. */
    override async messageSendFile(conversationId: string, file: FileBoxInterface): Promise<string | undefined> {
      const request = new grpc.MessageSendFileRequest()
      request.setConversationId(conversationId)
      request.setFileBox(await this.serializeFileBox(file))
      const { client } = this.grpcManager
      const response = await promisify(client.messageSendFile.bind(client))(request)
      return response.getId() || undefined
    }

    /** The library forgets to take the values out of the answer: every place is the same one in the Atlantic. */
    override async messageLocation(messageId: string): Promise<payloads.Location> {
      const request = new grpc.MessageLocationRequest()
      request.setId(messageId)
      const { client } = this.grpcManager
      const response = await promisify(client.messageLocation.bind(client))(request)
      const {
        accuracy = 0,
        address = '',
        latitude = 0,
        longitude = 0,
        name = '',
      } = response.getLocation()?.toObject() ?? {}
      return { accuracy, address, latitude, longitude, name }
    }

    #break(error: unknown): void {
      this.emit('reset', { data: linkFaultOf(error) })
    }
  }

  const { endpoint, token } = address
  const { ca, serverName } = trustOf(address)
  return new RemotePuppet({
    endpoint,
    token,
    tls: { disable: false, serverName, ...(ca !== undefined && { caCert: ca }) },
  })
}
