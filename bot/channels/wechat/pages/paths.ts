/** What waits to be read, behind WeChat's sign-in. */
export const lettersPath = '/wechat/letters'

/** Where one agrees to later notices. */
export const noticesPath = '/wechat/notices'

/** Where WeChat brings people back to. */
export const signInPath = '/wechat/sign-in'
