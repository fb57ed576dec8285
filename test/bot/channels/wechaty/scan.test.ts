import { expect, it } from 'vitest'
import { createHealth } from '../../../../bot/channels/wechaty/health.ts'
import { createScanNotice } from '../../../../bot/channels/wechaty/scan.ts'
import { createLog } from '../../../../domain/log.ts'

/** What the operator reads when WeChat asks for a scan, with the log as it is in earnest. */
function show(code: string) {
  const written: string[] = []
  const printed: string[] = []
  const log = createLog('info', { write: (line: string) => void written.push(line) })
  const health = createHealth(log)
  createScanNotice(health, (line) => void printed.push(line))(code, 2)
  return { text: written.join(''), printed, note: health.read().note }
}

// Each of them looks like something that the log takes out: a code, a mobile number, a key.
it.each([
  'http://weixin.qq.com/x/gd_4K7PWX2NQ9RTC',
  'http://weixin.qq.com/x/Ib-13812345678-a',
  'https://login.weixin.qq.com/l/Qd0aZ9xW3kLm5TyUiOpAsDfGhJkZxCvBnM1234567890==',
])('the code %s can be drawn letter by letter, and stands neither in the log nor in the state', (code) => {
  const { text, printed, note } = show(code)
  expect(printed).toHaveLength(1)
  expect(printed[0]?.split(' ')).toContain(code)
  expect(text).toContain('WeChat asks for a scan')
  expect(text).not.toContain(code)
  expect(note).not.toContain(code)
})
