import type { PageLanguage, PageWords } from './words.ts'

/** What the pages need besides what the account needs. */
export interface PageSettings {
  /** Cookies are sealed with a key made of it. The same on every instance. */
  cookieSecret: Buffer
  words(language: PageLanguage): Promise<PageWords>
  /** Where WeChat asks who somebody is, without a slash at the end; https://open.weixin.qq.com when not given. */
  openRoot?: string
}
