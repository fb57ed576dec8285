import type { Health } from './health.ts'
import type { WechatySettings } from './settings.ts'

/** Tells the operator what to scan; `status` is how far the scan has come. */
export type ShowCode = (code: string | undefined, status: number) => void

/** Somebody has scanned it, and the phone asks them to confirm: https://github.com/wechaty/puppet/blob/main/src/schemas/event.ts */
const scanned: ReadonlySet<number> = new Set([3, 4])

/** Each code is shown once, however often the host tells it. */
export function createScanNotice(health: Health, print: WechatySettings['print']): ShowCode {
  let shown: string | undefined
  return (code, status) => {
    if (scanned.has(status)) {
      health.trouble('login', { state: 'degraded', note: 'The code was scanned: confirm the login on the phone.' })
      return
    }
    health.trouble('login', {
      state: 'degraded',
      note: 'WeChat asks for a scan: make a QR code of the line for it in our output (qrencode -t UTF8), and scan it with the phone of the account.',
    })
    if (code === undefined || code === '' || code === shown) return
    shown = code
    // Whoever scans it gives the account to the puppet service: for the operator alone. Not in the log, which would take
    // some of them for secrets, and scrub what has to be drawn letter by letter.
    print(`  WeChat asks for a scan of the code that says: ${code}`)
  }
}
