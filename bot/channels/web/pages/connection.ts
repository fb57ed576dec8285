import type { SocketMessage } from '../protocol.ts'
import { backoff } from './backoff.ts'

export interface Connection {
  /** Tries again now: the network or the page has come back. */
  wake(): void
  /** Told over the socket when it is open; false when it is not. */
  tell(message: unknown): boolean
  stop(): void
}

export interface ConnectionParts {
  /** The path of the socket. */
  path: string
  received(message: SocketMessage): void
  /** The socket is open, for the first time or again. */
  opened(): void
  /** Reads everything new by a plain request. True when the office could be reached. */
  catchUp(): Promise<boolean>
  /** Whether the office can be reached, by socket or by plain requests. */
  reachable(isReachable: boolean): void
}

const POLL_MS = 4_000
/** A socket can die without saying so; what it should have brought is then read at the latest after this. */
const SAFETY_MS = 30_000

/** Hears from the office: by socket, and by asking again and again while there is none. */
export function createConnection({ path, received, opened, catchUp, reachable }: ConnectionParts): Connection {
  let socket: WebSocket | undefined
  let isOpen = false
  let failures = 0
  let isStopped = false
  let reopenTimer: ReturnType<typeof setTimeout> | undefined
  let readTimer: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    clearTimeout(readTimer)
    const isReached = await catchUp()
    if (isStopped) return
    reachable(isReached)
    clearTimeout(readTimer)
    readTimer = setTimeout(() => void read(), isOpen ? SAFETY_MS : POLL_MS)
  }

  function open(): void {
    clearTimeout(reopenTimer)
    const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`
    const current = new WebSocket(address)
    socket = current
    current.onopen = () => {
      isOpen = true
      failures = 0
      opened()
      void read()
    }
    current.onmessage = (event) => {
      const message = parse(event.data)
      if (message) received(message)
    }
    current.onclose = () => {
      if (socket !== current) return
      socket = undefined
      const wasOpen = isOpen
      isOpen = false
      if (isStopped) return
      failures += 1
      reopenTimer = setTimeout(open, backoff(failures, Math.random()))
      if (wasOpen) void read()
    }
  }

  open()
  void read()

  return {
    wake() {
      if (isStopped) return
      void read()
      if (!socket) open()
    },
    tell(message) {
      if (!isOpen || socket?.readyState !== WebSocket.OPEN) return false
      socket.send(JSON.stringify(message))
      return true
    },
    stop() {
      isStopped = true
      clearTimeout(reopenTimer)
      clearTimeout(readTimer)
      socket?.close()
    },
  }
}

function parse(text: unknown): SocketMessage | undefined {
  try {
    const message = JSON.parse(String(text))
    return typeof message?.type === 'string' ? message : undefined
  } catch {
    return undefined
  }
}
