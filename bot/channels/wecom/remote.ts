import { z } from 'zod'

/** Where a file lies with WeCom, and what it is sealed with. */
export interface Remote {
  url: string
  /** Base64. */
  aeskey?: string
}

const remote = z.object({ url: z.string(), aeskey: z.string().optional() })

export function packRemote({ url, aeskey }: Remote): string {
  return JSON.stringify({ url, aeskey })
}

/** Undefined when it is nothing that was packed here, or lies behind no address. */
export function unpackRemote(packed: string): Remote | undefined {
  try {
    const { url, aeskey } = remote.parse(JSON.parse(packed))
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
    return { url, ...(aeskey !== undefined && { aeskey }) }
  } catch {
    return undefined
  }
}
