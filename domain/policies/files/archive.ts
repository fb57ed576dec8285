import { crc32, inflateRawSync } from 'node:zlib'
import { limits, Refused } from './parsed-policy.ts'

/** The files of a zip archive (a docx, an xlsx), unpacked, by their paths. */
export type Archive = Map<string, Buffer>

/**
 * Unpacks an archive, but no more than `most` bytes, whatever the archive says of itself. Throws Refused:
 * `unpacks-too-large`, or `broken` for no archive.
 */
export function unpack(archive: Buffer, most: number = limits.unpackedBytes): Archive {
  const files: Archive = new Map()
  let left = most
  for (const { name, start, packedBytes, stored } of entriesOf(archive)) {
    const packed = archive.subarray(start, start + packedBytes)
    const file = stored ? packed : inflate(packed, Math.max(1, left))
    left -= file?.length ?? Number.POSITIVE_INFINITY
    if (left < 0 || !file) {
      throw new Refused({ kind: 'unpacks-too-large', mostMegabytes: Math.round(most / 1024 / 1024) })
    }
    files.set(name, file)
  }
  return files
}

/** An archive of these files, not packed. */
export function pack(files: Archive): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [path, file] of files) {
    const name = Buffer.from(path)
    // Version 2.0, names in UTF-8, stored, no time, checksum, both sizes, length of the name, nothing more.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(file), 10)
    common.writeUInt32LE(file.length, 14)
    common.writeUInt32LE(file.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    pieces.push(markOf(fileMark), common, name, file)
    directory.push(markOf(entryMark), Buffer.from([20, 0]), common, place, name)
    at += 30 + name.length + file.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.size, 4)
  end.writeUInt16LE(files.size, 6)
  end.writeUInt32LE(Buffer.concat(directory).length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...pieces, ...directory, markOf(endMark), end])
}

/** Undefined when it is larger than `most`. Throws Refused for what is not packed as it should be. */
function inflate(packed: Buffer, most: number): Buffer | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined
    throw new Refused({ kind: 'broken' })
  }
}

interface Entry {
  name: string
  start: number
  packedBytes: number
  stored: boolean
}

const fileMark = 0x04034b50
const entryMark = 0x02014b50
const endMark = 0x06054b50
const mostEntries = 10_000

function markOf(mark: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(mark)
  return bytes
}

/** What the directory at the end of the archive lists. */
function entriesOf(archive: Buffer): Entry[] {
  try {
    const end = findEnd(archive)
    const count = archive.readUInt16LE(end + 10)
    if (count > mostEntries) throw new RangeError('Too many files')
    const entries: Entry[] = []
    let at = archive.readUInt32LE(end + 16)
    for (let index = 0; index < count; index += 1) {
      if (archive.readUInt32LE(at) !== entryMark) throw new RangeError('No entry')
      entries.push(entryAt(archive, at))
      at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
    }
    return entries
  } catch {
    throw new Refused({ kind: 'broken' })
  }
}

function entryAt(archive: Buffer, at: number): Entry {
  const file = archive.readUInt32LE(at + 42)
  if (archive.readUInt32LE(file) !== fileMark) throw new RangeError('No file')
  return {
    name: archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28)),
    start: file + 30 + archive.readUInt16LE(file + 26) + archive.readUInt16LE(file + 28),
    packedBytes: archive.readUInt32LE(at + 20),
    stored: archive.readUInt16LE(at + 10) === 0,
  }
}

/** A remark of up to 65,535 bytes may stand behind it. */
function findEnd(archive: Buffer): number {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 22 - 0xffff); at -= 1) {
    if (archive.readUInt32LE(at) === endMark) return at
  }
  throw new RangeError('No end of the directory')
}
