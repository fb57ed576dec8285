import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { socketPath } from './socket-path.ts'

/** The folder is in use by another process, or cannot be guarded; the message says what to do. */
export class FolderLockError extends Error {
  override name = 'FolderLockError'
}

export interface FolderLock {
  release(): Promise<void>
}

/**
 * Takes the folder for this process alone, until `release` or the end of the process, however it ends.
 * Throws FolderLockError, naming the other process, when the folder is taken.
 *
 * The lock is a listening socket: the system closes it when its process dies, so a dead lock cannot be taken for a
 * living one or the other way round, and containers that share the folder see it too. Its file cannot be removed when
 * found dead, for between the look and the removal another may have put a living one there. So the locks are
 * numbered: whoever finds the highest number dead links the next one, which only one can. Only who holds the highest
 * removes any, and only lower ones.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return lockByPipe(folder)
  const own = `lock-${randomUUID().slice(0, 8)}.sock`
  const release = await listen(folder, own)
  try {
    for (let tries = 0; tries < 100; tries++) {
      const highest = (await numbersIn(folder)).at(-1) ?? 0
      if (highest > 0) await refuseWhenAlive(folder, nameOf(highest))
      const number = highest + 1
      if (!(await linkOnce(join(folder, own), join(folder, nameOf(number))))) continue
      const numbers = await numbersIn(folder)
      // Too slow: others took this number before, removed it, and hold a higher one.
      if (numbers.at(-1) !== number) continue
      for (const older of numbers.slice(0, -1)) await unlink(join(folder, nameOf(older))).catch(() => {})
      await unlink(join(folder, own))
      return { release }
    }
    throw new FolderLockError(`${folder} is being opened by several processes at once. Start only one of them.`)
  } catch (error) {
    await release()
    throw error
  }
}

async function lockByPipe(folder: string): Promise<FolderLock> {
  try {
    return { release: await listen(folder, 'lock') }
  } catch (error) {
    await refuseWhenAlive(folder, 'lock')
    throw error
  }
}

/** Listens and tells everyone who asks which process this is. Returns what ends it. */
async function listen(folder: string, name: string): Promise<() => Promise<void>> {
  const at = await socketPath(folder, name)
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(`${process.pid}`)
  })
  try {
    await new Promise<void>((listening, failed) => server.once('error', failed).listen(at.path, listening))
  } catch (error) {
    await at.close()
    throw new FolderLockError(
      `${folder} cannot be guarded against a second process (${(error as NodeJS.ErrnoException).code}). ` +
        'DATA_DIR must be on a disk of this machine, not on a network share, and writable.',
      { cause: error },
    )
  }
  server.on('error', () => {})
  server.unref()
  return async () => {
    await new Promise<void>((closed) => server.close(() => closed()))
    await at.close()
  }
}

async function refuseWhenAlive(folder: string, name: string): Promise<void> {
  const at = await socketPath(folder, name)
  const pid = await askPid(at.path).finally(at.close)
  if (pid === 'dead') return
  throw new FolderLockError(
    `${folder} is in use by another process${pid ? ` (pid ${pid})` : ''}. Stop that one first, or set DATA_DIR to another folder. ` +
      'To run several at once, use PostgreSQL: set DATABASE_URL.',
  )
}

/** The pid of whoever listens, an empty string when it does not say, `dead` when nobody does any more. */
function askPid(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(path)
    // It lives, for it let us in, but is too busy to talk.
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve('dead')
      else if (error.code === 'ECONNRESET' || error.code === 'EAGAIN') resolve('')
      else reject(error)
    })
    socket.on('close', () => resolve(/^\d+$/.test(said) ? said : ''))
  })
}

/** The numbers of the locks in the folder, lowest first. */
async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names
    .flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

function nameOf(number: number): string {
  return `lock.${number}`
}

/** False when the name is taken. */
async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
