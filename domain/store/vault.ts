import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** One 32-byte key with the short name that sealed text carries. */
export interface DataKey {
  id: string
  key: Buffer
}

/**
 * Encrypts what is kept about people. Sealed text is bound to the place it lies in: moved to another table, column or
 * row it does not open.
 */
export interface Vault {
  /** Returns `v1.<key id>.<base64url>`. The same text sealed twice looks different each time. */
  seal(table: string, column: string, rowId: string, text: string): string
  /** Throws UnknownKeyError when the key it was sealed with is not in the ring, SealBrokenError when it was altered or moved. */
  open(table: string, column: string, rowId: string, sealed: string): string
  sealBytes(table: string, column: string, rowId: string, content: Buffer): Buffer
  openBytes(table: string, column: string, rowId: string, sealed: Buffer): Buffer
  /**
   * HMAC-SHA-256 in base64url, with a key of its own for each purpose, for finding what is encrypted. The key comes
   * from the oldest data key, so that adding a new one leaves every look-up working; the oldest must therefore stay in
   * the ring for as long as its hashes are in use.
   */
  hash(purpose: string, text: string | Buffer): string
  /** 32 bytes for signing, by purpose. From the oldest data key as well, so that every instance derives the same. */
  deriveSecret(purpose: string): Buffer
}

/** The text is not what was sealed here: altered, cut short, or taken from another row. */
export class SealBrokenError extends Error {
  override name = 'SealBrokenError'
  constructor(place: string) {
    super(`What is sealed in ${place} was altered or belongs to another row`)
  }
}

/** Sealed with a key that this process was not given. */
export class UnknownKeyError extends Error {
  override name = 'UnknownKeyError'
  constructor(
    place: string,
    readonly keyId: string,
  ) {
    super(`What is sealed in ${place} needs the data key "${keyId}": add it to DATA_KEY, or to the key file`)
  }
}

/** `keys` newest first, at least one: the first seals, any of them opens. */
export function createVault(keys: readonly DataKey[]): Vault {
  const newest = keys[0]
  const oldest = keys[keys.length - 1]
  if (!newest || !oldest) throw new Error('A vault needs at least one data key')
  const ring = new Map(keys.map(({ id, key }) => [id, derive(key, 'seal')]))
  const hashKeys = new Map<string, Buffer>()

  function encrypt(keyId: string, place: string, content: Buffer): Buffer {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv(algorithm, sealingKey(keyId, place), iv)
    cipher.setAAD(Buffer.from(place))
    return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()])
  }

  function decrypt(keyId: string, place: string, box: Buffer): Buffer {
    const key = sealingKey(keyId, place)
    if (box.length < ivBytes + tagBytes) throw new SealBrokenError(place)
    const decipher = createDecipheriv(algorithm, key, box.subarray(0, ivBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(box.subarray(box.length - tagBytes))
    try {
      return Buffer.concat([decipher.update(box.subarray(ivBytes, box.length - tagBytes)), decipher.final()])
    } catch {
      throw new SealBrokenError(place)
    }
  }

  function sealingKey(keyId: string, place: string): Buffer {
    const key = ring.get(keyId)
    if (!key) throw new UnknownKeyError(place, keyId)
    return key
  }

  return {
    seal(table, column, rowId, text) {
      const place = placeOf(table, column, rowId)
      return `v1.${newest.id}.${encrypt(newest.id, place, Buffer.from(text)).toString('base64url')}`
    },
    open(table, column, rowId, sealed) {
      const place = placeOf(table, column, rowId)
      const [, keyId, box] = /^v1\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(sealed) ?? []
      if (!keyId || !box) throw new SealBrokenError(place)
      return decrypt(keyId, place, Buffer.from(box, 'base64url')).toString()
    },
    sealBytes(table, column, rowId, content) {
      const place = placeOf(table, column, rowId)
      const id = Buffer.from(newest.id)
      return Buffer.concat([Buffer.from([1, id.length]), id, encrypt(newest.id, place, content)])
    },
    openBytes(table, column, rowId, sealed) {
      const place = placeOf(table, column, rowId)
      const start = 2 + (sealed[1] ?? 0)
      if (sealed[0] !== 1 || start >= sealed.length) throw new SealBrokenError(place)
      return decrypt(sealed.subarray(2, start).toString(), place, sealed.subarray(start))
    },
    hash(purpose, text) {
      const key = hashKeys.get(purpose) ?? derive(oldest.key, `hash ${purpose}`)
      hashKeys.set(purpose, key)
      return createHmac('sha256', key).update(text).digest('base64url')
    },
    deriveSecret: (purpose) => derive(oldest.key, `secret ${purpose}`),
  }
}

const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, 'xinqiao', purpose, 32))
}

function placeOf(table: string, column: string, rowId: string): string {
  return `${table}|${column}|${rowId}`
}
