/**
 * What somebody wrote who asks to become a friend: often the matter itself. Undefined when it is only what WeChat puts
 * there by itself, which holds their name: `我是张三`, `我是群聊“安置点”的张三`.
 */
export function readHello(hello: string | undefined, name: string | undefined): string | undefined {
  const words = (hello ?? '').trim()
  if (words === '') return undefined
  const isOfWeChat = name !== undefined && words.endsWith(name) && opening.test(words.slice(0, -name.length))
  return isOfWeChat ? undefined : words
}

const opening = /^(?:我是|I['’]m\s?|我是群聊[“"「][^\n]*[”"」]的)$/i
