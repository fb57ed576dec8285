import type { Refusal } from './refusals.ts'

/** A message on a screen. */
export interface Seen {
  /** Words, or the title of a card. */
  text: string
  buttons: { text: string; key: string }[]
  taskId?: string
  /** The content of a file that was uploaded. */
  file?: { name: string; content: Buffer }
}

type Uploads = ReadonlyMap<string, { name: string; content: Buffer }>

/** Reads the body of `aibot_send_msg` as WeCom does: a message as it is shown, or why it is refused. */
export function checkMessage(body: Record<string, unknown>, usedTasks: Set<string>, uploads: Uploads): Seen | Refusal {
  switch (body.msgtype) {
    case 'markdown':
      return checkMarkdown(body.markdown)
    case 'template_card':
      return checkCard(body.template_card, usedTasks)
    case 'image':
    case 'file': {
      const { media_id } = (body[body.msgtype] ?? {}) as { media_id?: string }
      const file = uploads.get(media_id ?? '')
      return file ? { text: file.name, buttons: [], file } : 'noSuchMedia'
    }
    default:
      return 'wrongKind'
  }
}

function checkMarkdown(markdown: unknown): Seen | Refusal {
  const { content } = (markdown ?? {}) as { content?: unknown }
  if (typeof content !== 'string' || content.trim() === '') return 'empty'
  if (Buffer.byteLength(content) > 20_480) return 'tooLong'
  return { text: content, buttons: [] }
}

/** https://developer.work.weixin.qq.com/document/path/101032, the cards with buttons. */
function checkCard(card: unknown, usedTasks: Set<string>): Seen | Refusal {
  const { card_type, main_title, sub_title_text, button_list, task_id } = (card ?? {}) as {
    card_type?: string
    main_title?: { title?: string }
    sub_title_text?: string
    button_list?: { text?: string; key?: string }[]
    task_id?: string
  }
  const title = main_title?.title || sub_title_text
  if (card_type !== 'button_interaction' || !title || !task_id || !button_list) return 'wrongParameter'
  if (!/^[\w\-@]{1,128}$/.test(task_id) || usedTasks.has(task_id)) return 'wrongParameter'
  if (button_list.length < 1 || button_list.length > 6) return 'wrongParameter'
  const buttons = button_list.map(({ text = '', key = '' }) => ({ text, key }))
  const isRight = buttons.every(({ text, key }) => text !== '' && key !== '' && Buffer.byteLength(key) <= 1024)
  if (!isRight || new Set(buttons.map(({ key }) => key)).size < buttons.length) return 'wrongParameter'
  usedTasks.add(task_id)
  return { text: title, buttons, taskId: task_id }
}
