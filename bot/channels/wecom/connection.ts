import type { WSClient } from '@wecom/aibot-node-sdk'
import type { Pace } from './pace.ts'
import type { WecomSettings } from './settings.ts'

/** Why a connection is no more, or never was. */
export type Ended =
  | { kind: 'stopped' }
  /** WeCom closed it, or cannot be reached. */
  | { kind: 'gone'; why: string }
  /** Somebody else connected as the same robot. */
  | { kind: 'kicked' }
  /** WeCom did not let us in. */
  | { kind: 'refused'; code: number }

export interface ConnectionParts {
  settings: Pick<WecomSettings, 'botId' | 'secret' | 'wsUrl'>
  pace: Pick<Pace, 'connectMs' | 'heartbeatMs'>
  /** WeCom has let us in. */
  onReady(client: WSClient): void
  /** What WeCom pushes, in order. It pushes each once. */
  onPush(body: unknown): void
  /** WeCom has said something, be it only that it is there. */
  onHeard(): void
}

/**
 * Opens one connection, and resolves when it has ended. The SDK would open another one by itself, but knows nothing of
 * the lease, waits without end for the answer to its first word, and does not come back once it was kicked.
 */
export async function holdConnection(parts: ConnectionParts, signal: AbortSignal): Promise<Ended> {
  const { settings, pace, onReady, onPush, onHeard } = parts
  // Loaded with the first connection: whoever has no robot does not pay for it.
  const sdk = await import('@wecom/aibot-node-sdk')
  if (signal.aborted) return { kind: 'stopped' }
  return new Promise((resolve) => {
    const client = new sdk.WSClient({
      botId: settings.botId,
      secret: settings.secret,
      ...(settings.wsUrl !== undefined && { wsUrl: settings.wsUrl }),
      maxReconnectAttempts: 0,
      maxAuthFailureAttempts: 0,
      heartbeatInterval: pace.heartbeatMs,
      wsOptions: {
        handshakeTimeout: pace.connectMs,
        maxPayload: 16 * 1024 * 1024,
        // The SDK tells nobody that a heartbeat was answered; here the socket itself can be had.
        finishRequest(request: Opening, socket: Socket) {
          socket.on('message', onHeard)
          socket.on('close', (code) => {
            if (code !== brokenOff) onHeard()
          })
          request.end()
        },
      },
      logger: silent,
    })
    let ended: Ended | undefined
    let isOver = false

    function end(how: Ended): void {
      if (isOver) return
      isOver = true
      clearTimeout(opening)
      signal.removeEventListener('abort', stop)
      client.disconnect()
      resolve(how)
    }

    const stop = () => end({ kind: 'stopped' })
    const opening = setTimeout(() => end({ kind: 'gone', why: 'no answer in time' }), pace.connectMs)
    signal.addEventListener('abort', stop)
    client.on('authenticated', () => {
      clearTimeout(opening)
      if (!isOver) onReady(client)
    })
    client.on('message', ({ body }) => onPush(body))
    client.on('event', ({ body }) => onPush(body))
    client.on('event.disconnected_event', () => {
      ended ??= { kind: 'kicked' }
    })
    client.on('error', (error) => {
      ended ??= endOf(error)
    })
    client.on('disconnected', () => end(ended ?? { kind: 'gone', why: 'closed' }))
    client.connect()
  })
}

/** The parts of the socket's library that are needed here. */
interface Opening {
  end(): void
}

interface Socket {
  on(event: 'message', heard: () => void): void
  on(event: 'close', closed: (code: number) => void): void
}

/** The code of a connection that nobody has closed. */
const brokenOff = 1006

/** What its messages hold: an address, or the platform's own words, which may name the robot. */
function endOf(error: Error): Ended {
  const refused = /^Authentication failed: .*\(code: (-?\d+)\)$/s.exec(error.message)
  if (refused) return { kind: 'refused', code: Number(refused[1]) }
  const { code } = error as { code?: unknown }
  const status = /^Unexpected server response: (\d{3})$/.exec(error.message)?.[1]
  return { kind: 'gone', why: typeof code === 'string' ? code : status ? `HTTP ${status}` : 'failed' }
}

/** The SDK's log holds what people write. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
