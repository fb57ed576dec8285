import { type Params, parseNested } from './params.ts'
import { badRequest } from './refusal.ts'
import type { UploadedFile } from './telegram.ts'

/** What a request carries, in its address and in its body: JSON, a form, or a form with files. */
export function readParams(query: string, type: string, body: Buffer): Params {
  const fromQuery = query === '' ? {} : Object.fromEntries(new URLSearchParams(query))
  if (body.length === 0) return parseNested(fromQuery)
  if (type.startsWith('application/json')) return { ...fromQuery, ...readJson(body) }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return parseNested({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(body.toString())) })
  }
  if (type.startsWith('multipart/form-data')) {
    const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
    if (!boundary) throw badRequest("boundary wasn't found")
    const { fields, files } = readMultipart(body, boundary)
    return attach(parseNested({ ...fromQuery, ...fields }), files)
  }
  return parseNested(fromQuery)
}

function readJson(body: Buffer): Params {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw badRequest("can't parse JSON object")
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest('JSON object expected')
  return parseNested(value as Params)
}

function readMultipart(body: Buffer, boundary: string): { fields: Params; files: Map<string, UploadedFile> } {
  const mark = Buffer.from(`--${boundary}`)
  const fields: Params = {}
  const files = new Map<string, UploadedFile>()
  let at = body.indexOf(mark)
  while (at >= 0) {
    const start = at + mark.length
    if (body.toString('latin1', start, start + 2) === '--') break
    const next = body.indexOf(`\r\n--${boundary}`, start)
    const headEnd = body.indexOf('\r\n\r\n', start)
    if (next < 0 || headEnd < 0 || headEnd > next) throw badRequest("can't parse multipart body")
    const head = body.toString('utf8', start, headEnd)
    const content = body.subarray(headEnd + 4, next)
    const name = /[;\s]name="?([^";\r\n]*)"?/i.exec(head)?.[1] ?? ''
    const file = /filename\*?="?([^";\r\n]*)"?/i.exec(head)?.[1]
    if (file === undefined) fields[name] = content.toString()
    else {
      const mime = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1] ?? 'application/octet-stream'
      // A copy: the request's own buffer is many times as large.
      files.set(name, { name: decodeName(file), mime, size: content.length, content: Buffer.from(content) })
    }
    at = next + 2
  }
  return { fields, files }
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name.replace(/^utf-8''/i, ''))
  } catch {
    return name
  }
}

/** Puts the files where they are named: under their own name, or as `attach://name`. */
function attach(params: Params, files: Map<string, UploadedFile>): Params {
  const used = new Set<string>()
  const resolve = (value: unknown): unknown => {
    const name = typeof value === 'string' && value.startsWith('attach://') ? value.slice(9) : undefined
    const file = name === undefined ? undefined : files.get(name)
    if (!file || name === undefined) return value
    used.add(name)
    return file
  }
  for (const [name, value] of Object.entries(params)) {
    params[name] = resolve(value)
    if (name !== 'media' || !Array.isArray(value)) continue
    params.media = value.map((part: unknown) =>
      typeof part === 'object' && part !== null && 'media' in part ? { ...part, media: resolve(part.media) } : part,
    )
  }
  for (const [name, file] of files) if (!used.has(name)) params[name] = file
  return params
}
