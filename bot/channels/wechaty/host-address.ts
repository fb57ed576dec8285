import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'

/** A puppet service, and how to know that it is ours. */
export interface HostAddress {
  /** `host:port` */
  endpoint: string
  token: string
  /** The certificate of whoever signed the host's, as PEM text. Absent: those that Node trusts. */
  ca?: string
  /** The name on the host's certificate, where it is not the token's. */
  serverName?: string
}

/** Whom to trust. */
export interface Trust {
  /** PEM text. Absent: the one that comes with wechaty, of which everybody has the key. */
  ca?: string
  serverName: string
}

/** The name on the certificate that comes with wechaty. */
const builtInName = 'insecure'

/**
 * What the host's certificate is held against. The one that comes with wechaty proves nothing, so it is good enough on
 * this machine only.
 */
export function trustOf({ endpoint, token, ca, serverName }: HostAddress): Trust {
  const host = hostOf(endpoint)
  if (ca === undefined && isThisMachine(host)) return { serverName: serverName ?? builtInName }
  // A token may carry the name: `name_secret`.
  const named = serverName ?? /^([\w.-]+?)_/.exec(token)?.[1] ?? host
  return { ca: ca ?? rootCertificates.join('\n'), serverName: named }
}

export function hostOf(endpoint: string): string {
  return endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
