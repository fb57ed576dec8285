import type { DeskSession } from '../../protocol.ts'
import { openStorage } from '../memory.ts'

const KEY = 'xinqiao.officer'

/** False when another officer used this window before: what that one had not sent must not go out under this name. */
export function isSameOfficer({ name, unit }: DeskSession['officer']): boolean {
  const now = `${name} ${unit}`
  try {
    const storage = openStorage('session')
    const before = storage?.getItem(KEY)
    storage?.setItem(KEY, now)
    return !before || before === now
  } catch {
    return true
  }
}
