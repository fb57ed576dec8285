import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { type Media, maxFileSize, readFile, takeFile } from '../../domain/uploads.ts'
import { testContext } from '../embedded.ts'

const at = new Date('2026-08-03T02:00:00Z')
const account = randomUUID()
let context: Context

beforeEach(async () => {
  context = await testContext()
})

async function take(content: Buffer, media: Media = 'file', name?: string) {
  return takeFile(context, account, { content, media, ...(name !== undefined && { name }) }, at)
}

/** Takes it and reads it back from the store. */
async function stored(content: Buffer, media: Media = 'file', name?: string) {
  const taking = await take(content, media, name)
  if (taking.kind !== 'taken') throw new Error(`refused: ${taking.why}`)
  const file = await readFile(context, taking.file.file)
  if (!file) throw new Error('not there')
  return { taken: taking.file, ...file }
}

function picture(width = 60, height = 40) {
  return sharp({ create: { width, height, channels: 3, background: '#c33' } })
}

/** A box of the MP4 family. */
function movie(brand: string): Buffer {
  const head = Buffer.alloc(24)
  head.writeUInt32BE(24)
  head.write(`ftyp${brand}`, 4, 'latin1')
  return Buffer.concat([head, Buffer.alloc(16)])
}

function zip(name: string, content: string): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50)
  head.writeUInt32LE(content.length, 18)
  head.writeUInt32LE(content.length, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), Buffer.from(content)])
}

describe('a picture', () => {
  it('loses what the camera wrote into it and stands upright', async () => {
    const content = await picture()
      .withExif({ IFD0: { Make: 'CANARY' }, IFD3: { GPSLatitude: '31/1 13/1 49/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(content.includes('Exif')).toBe(true)
    const file = await stored(content, 'photo')
    const { exif, orientation, width, height } = await sharp(file.content).metadata()
    expect({ exif, orientation, width, height }).toEqual({
      exif: undefined,
      orientation: undefined,
      width: 40,
      height: 60,
    })
    expect(file.content.includes('CANARY')).toBe(false)
    expect(file).toMatchObject({ mime: 'image/jpeg', media: 'photo' })
  })

  it('loses what was hung on behind it', async () => {
    const content = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from('<script>canary</script>')])
    expect((await stored(content, 'photo')).content.includes('canary')).toBe(false)
  })

  it('is made at most 2560 pixels long', async () => {
    const { width, height } = await sharp(
      (await stored(await picture(4000, 1000).jpeg().toBuffer())).content,
    ).metadata()
    expect({ width, height }).toEqual({ width: 2560, height: 640 })
  })

  it.each([
    ['png', 'image/png'],
    ['gif', 'image/png'],
    ['webp', 'image/jpeg'],
    ['jpeg', 'image/jpeg'],
  ] as const)('that is %s is kept as %s', async (format, mime) => {
    expect(await stored(await picture().toFormat(format).toBuffer(), 'photo')).toMatchObject({ mime, media: 'photo' })
  })

  it('is a picture whatever it was called', async () => {
    const file = await stored(await picture().png().toBuffer(), 'voice', 'song.mp3')
    expect(file).toMatchObject({ media: 'photo', mime: 'image/png', name: 'song.mp3' })
  })

  it('that would fill the memory is refused as too large', async () => {
    const bomb = await sharp({
      create: { width: 8000, height: 8000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 1 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(maxFileSize)
    expect(await take(bomb, 'photo')).toEqual({ kind: 'refused', why: 'too-large' })
  })

  it('cut short is refused as broken', async () => {
    const content = await sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: '#123',
        noise: { type: 'gaussian', mean: 100, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer()
    expect(await take(content.subarray(0, content.length / 2), 'photo')).toEqual({ kind: 'refused', why: 'broken' })
  })
})

describe('recordings and documents', () => {
  it.each([
    ['isom', 'video', 'video/mp4', 'video'],
    ['isom', 'voice', 'audio/mp4', 'voice'],
    ['M4A ', 'voice', 'audio/mp4', 'voice'],
    ['M4A ', 'file', 'audio/mp4', 'voice'],
    ['qt  ', 'video', 'video/quicktime', 'video'],
    ['3gp4', 'video', 'video/3gpp', 'video'],
  ] as const)('%s sent as %s is %s', async (brand, media, mime, kept) => {
    expect(await stored(movie(brand), media)).toMatchObject({ mime, media: kept })
  })

  it.each([
    [
      'an Ogg recording',
      Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(20)]),
      'audio/ogg',
    ],
    ['an MP3', Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(500)]), 'audio/mpeg'],
    ['an AMR', Buffer.from('#!AMR\n....................'), 'audio/amr'],
    ['a WAV', Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(40)]), 'audio/wav'],
  ])('%s is kept as voice', async (_, content, mime) => {
    expect(await stored(content, 'voice')).toMatchObject({ mime, media: 'voice' })
  })

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF'), 'application/pdf'],
    [
      'a Word file',
      zip(
        '[Content_Types].xml',
        '<Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>',
      ),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['plain text', Buffer.from('我要反映的情况如下：\r\n\t补偿款没有到。'), 'text/plain; charset=utf-8'],
  ])('%s is kept as it is', async (_, content, mime) => {
    const file = await stored(content)
    expect(file).toMatchObject({ mime, media: 'file', accountId: account })
    expect(file.content.equals(content)).toBe(true)
  })
})

describe('refused', () => {
  it.each([
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a drawing with a head', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a page', Buffer.from(' \n<!doctype html><p>hello')],
    ['a page after a byte order mark', Buffer.from('\ufeff<html></html>')],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['an archive', zip('a.txt', 'hello')],
    [
      'a presentation with macros',
      zip('[Content_Types].xml', '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
    ],
    ['text in another encoding', Buffer.from('ced2d2aab7b4d3b3', 'hex')],
    ['bytes of no kind', Buffer.from([1, 2, 3, 0, 5, 6])],
  ])('%s, for its kind', async (_, content) => {
    expect(await take(content, 'photo', 'photo.jpg')).toEqual({ kind: 'refused', why: 'type' })
  })

  it('nothing at all, and more than 20 MB', async () => {
    expect(await take(Buffer.alloc(0))).toEqual({ kind: 'refused', why: 'empty' })
    expect(await take(Buffer.alloc(maxFileSize + 1, 'a'))).toEqual({ kind: 'refused', why: 'too-large' })
  })

  it('leaves nothing behind', async () => {
    await take(Buffer.from('<svg/>'))
    expect(await context.db.file.count()).toBe(0)
    for await (const id of context.files.list()) expect(id).toBeUndefined()
  })
})

describe('what is kept about a file', () => {
  it('shows neither its name nor its content', async () => {
    await take(Buffer.from('canary words'), 'file', 'canary.txt')
    const row = await context.db.file.findFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain('canary')
    expect(row).toMatchObject({ accountId: account, size: 12, createdAt: at })
  })

  it('has the same hash for the same content', async () => {
    for (const text of ['same', 'same', 'other']) await take(Buffer.from(text))
    const rows = await context.db.file.findMany()
    expect(new Set(rows.map((row) => row.contentHash)).size).toBe(2)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\照片.jpg', '照片.jpg'],
    ['a\u202egpj.exe\r\n', 'agpj.exe'],
    ['', undefined],
    ['///', undefined],
  ])('has of the name %j only %j', async (given, kept) => {
    expect((await stored(Buffer.from('x'), 'file', given)).name).toBe(kept)
  })

  it('is there only when the content is on the disk', async () => {
    const full = { ...context.files, put: () => Promise.reject(new Error('disk full')) }
    await expect(
      takeFile({ ...context, files: full }, account, { content: Buffer.from('x'), media: 'file' }, at),
    ).rejects.toThrow('disk full')
    expect(await context.db.file.count()).toBe(0)
  })
})

it('a file that nobody sent is not found, and one whose content is gone is an error', async () => {
  expect(await readFile(context, randomUUID())).toBeUndefined()
  const { taken } = await stored(Buffer.from('x'))
  await context.files.delete(taken.file)
  await expect(readFile(context, taken.file)).rejects.toThrow('missing in the file store')
})
