import type { PageLanguage } from './words.ts'

/** What waits to be read, behind WeChat's sign-in. */
export const lettersPath = '/wechat/letters'

/** Where one agrees to later notices. */
export const noticesPath = '/wechat/notices'

/** Where WeChat brings people back to. */
export const signInPath = '/wechat/sign-in'

/** The address of a page in a reader's language: a browser that is set to another would not know it. */
export function pageAddress(publicUrl: string, path: string, language: PageLanguage = 'zh'): string {
  return `${publicUrl}${path}?lang=${language}`
}
