import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** A path that a socket can be bound at or reached by. Open until `close`, and no longer than that. */
export interface SocketPath {
  path: string
  close(): Promise<void>
}

/**
 * Where the socket `name` of a folder is. Socket paths may have about 100 bytes; on Linux a deeper folder is named by
 * an open descriptor instead. On Windows it is a named pipe that stands for the folder.
 * Throws with a sentence for the operator when the path is too long and there is no way around.
 */
export async function socketPath(folder: string, name: string): Promise<SocketPath> {
  const path = join(resolve(folder), name)
  if (process.platform === 'win32') {
    const pipe = createHash('sha256').update(path.toLowerCase()).digest('hex').slice(0, 32)
    return { path: `\\\\.\\pipe\\xinqiao-${pipe}`, close: async () => {} }
  }
  if (Buffer.byteLength(path) <= longest) return { path, close: async () => {} }
  if (process.platform !== 'linux') {
    throw new Error(
      `The path of DATA_DIR is too long for a socket: ${folder}. Choose one of under ${longest - 20} characters.`,
    )
  }
  const handle: FileHandle = await open(folder, 'r')
  return { path: `/proc/self/fd/${handle.fd}/${name}`, close: () => handle.close() }
}

/** 103 on macOS, 107 on Linux. */
const longest = 100
