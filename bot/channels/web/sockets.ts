import { showLetter } from './letters.ts'
import type { BoxOwner, WebOffice } from './office.ts'
import type { SocketMessage } from './protocol.ts'

/** The part of a WebSocket we use. */
export interface Socket {
  send(text: string): void
  close(code?: number, reason?: string): void
  on(event: 'close' | 'error', listener: () => void): unknown
  readonly readyState: number
}

interface Watcher {
  socket: Socket
  owner: BoxOwner
  key: string
  /** The name the page knows the box by. */
  box: string | undefined
  viewer: string | undefined
  /** Everything up to here has been pushed. */
  seq: number
  busy: boolean
  /** Asked anew before each push: whoever has left hears nothing more. */
  isLetIn: () => Promise<boolean>
}

const open = 1
const pollMs = 2000

/**
 * Pushes new letters to the pages that look at a box. A nudge or, failing that, a look every two seconds tells that
 * something is new; what is pushed always comes from the box itself, so every instance serves every page.
 */
export function createSockets(office: WebOffice) {
  const watchers = new Set<Watcher>()
  let stopListening = () => {}
  let timer: NodeJS.Timeout | undefined
  let looking = false
  let again = false

  async function look(): Promise<void> {
    if (looking) {
      again = true
      return
    }
    looking = true
    try {
      do {
        again = false
        const keys = [...new Set([...watchers].map((watcher) => watcher.key))]
        if (keys.length === 0) break
        const seqs = await office.boxes.lastSeqs(keys)
        await Promise.all([...watchers].filter((watcher) => (seqs.get(watcher.key) ?? 0) > watcher.seq).map(push))
      } while (again)
    } catch {
      // The database is away for a moment: the next look catches up.
    } finally {
      looking = false
    }
  }

  async function push(watcher: Watcher): Promise<void> {
    if (watcher.busy || watcher.socket.readyState !== open) return
    watcher.busy = true
    try {
      if (!(await watcher.isLetIn())) {
        tell(watcher.socket, { type: 'ended' })
        watcher.socket.close(4001, 'ended')
        return
      }
      const { letters } = await office.boxes.read(watcher.owner, watcher.seq, 200)
      for (const letter of letters) {
        const message = showLetter(letter, watcher.viewer)
        tell(watcher.socket, { type: 'message', ...(watcher.box !== undefined && { box: watcher.box }), message })
        watcher.seq = letter.seq
      }
    } finally {
      watcher.busy = false
    }
  }

  return {
    start() {
      stopListening = office.boxes.onChange(() => void look())
      timer = setInterval(() => void look(), pollMs)
      timer.unref()
    },
    /** Lets a socket watch a box from its present end on. */
    async watch(
      socket: Socket,
      watched: { owner: BoxOwner; box?: string; viewer?: string; isLetIn?: () => Promise<boolean> },
    ): Promise<void> {
      const watcher: Watcher = {
        socket,
        owner: watched.owner,
        key: office.boxes.key(watched.owner),
        box: watched.box,
        viewer: watched.viewer,
        seq: await office.boxes.lastSeq(watched.owner),
        busy: false,
        isLetIn: watched.isLetIn ?? (async () => true),
      }
      if (socket.readyState !== open) return
      watchers.add(watcher)
      socket.on('close', () => watchers.delete(watcher))
      socket.on('error', () => watchers.delete(watcher))
    },
    async stop() {
      stopListening()
      clearInterval(timer)
      for (const { socket } of watchers) socket.close(1001, 'restarting')
      watchers.clear()
    },
  }
}

export type Sockets = ReturnType<typeof createSockets>

function tell(socket: Socket, message: SocketMessage): void {
  socket.send(JSON.stringify(message))
}
