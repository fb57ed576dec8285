import type { Office } from '../../domain/office.ts'
import { languages } from '../text/names.ts'
import { type Say, say } from '../text/sentences.ts'
import { word } from '../text/word.ts'
import { codeIn } from './join-words.ts'
import type { DialogueState, Said } from './turn.ts'

/** Words that mean the same at every step, however they are written. */
const everywhere: Record<string, string> = {
  返回: 'back',
  上一步: 'back',
  back: 'back',
  取消: 'cancel',
  算了: 'cancel',
  cancel: 'cancel',
  菜单: 'menu',
  主菜单: 'menu',
  开始: 'menu',
  帮助: 'menu',
  menu: 'menu',
  help: 'menu',
  start: 'menu',
  english: 'language:en',
  中文: 'language:zh',
  订阅提醒: 'notices',
  订阅通知: 'notices',
  'notify me': 'notices',
  完成: 'done',
  说完了: 'done',
  没有了: 'done',
  done: 'done',
  改: 'change',
  修改: 'change',
  change: 'change',
}

/** What can be asked for at any time outside a form, besides the menu. */
const outside: Record<string, string> = {
  请求复查: 'review',
  申请复查: 'review',
  复查: 'review',
  'ask for a review': 'review',
  请求复核: 'recheck',
  申请复核: 'recheck',
  复核: 'recheck',
  'ask for a second review': 'recheck',
  评价: 'rate',
  打分: 'rate',
  'rate it': 'rate',
  rate: 'rate',
  接待日: 'reception',
  预约: 'reception',
  约见: 'reception',
  约见领导: 'reception',
  见领导: 'reception',
  约接待日: 'reception',
  预约接待日: 'reception',
  我的预约: 'reception',
  reception: 'reception',
  'reception day': 'reception',
  'book a visit': 'reception',
  关联: 'join',
  join: 'join',
  通知发到哪里: 'join:where',
  'where notices go': 'join:where',
  解除关联: 'unjoin',
  取消关联: 'unjoin',
  unjoin: 'unjoin',
  帮助: 'help',
  help: 'help',
  提醒: 'notices',
  订阅: 'notices',
  notices: 'notices',
}

/** Commands that are ordinary words without their slash. */
const commands: Record<string, string> = {
  report: 'report',
  question: 'question',
  mine: 'mine',
  track: 'track',
  reception: 'reception',
  language: 'language:other',
  notices: 'notices',
}

/**
 * The same answer from a tapped button, its number typed, or its label typed in either language. Numbers count through
 * the question in force; outside a form the labels of the menu count too, whatever was asked last. Words that are no
 * choice stay words; a command never does, and one that is not known is no answer to anything.
 */
export function readText(text: string, { asked, flow }: DialogueState, office: Office, source: string): Said {
  const command = /^\s*\/([a-z_]{1,32})(?:@\w+)?\s*$/i.exec(text)?.[1]?.toLowerCase()
  if (command !== undefined) return { kind: 'choice', value: commandValue(command, flow !== undefined) }
  const code = flow ? undefined : codeIn(text)
  if (code !== undefined) return { kind: 'choice', value: `join:${code}` }
  const typed = tidy(text)
  const common = Object.hasOwn(everywhere, typed) ? everywhere[typed] : undefined
  const offered = asked ? choicesOf(asked.say, office) : []
  const byNumber = /^[1-9]\d?$/.test(typed) ? offered[Number(typed) - 1] : undefined
  const labelled = [...offered, ...(flow ? [] : choicesOf(say('menu', { hello: false }), office))]
  const byLabel = labelled.find(({ labels }) => labels.some((label) => tidy(label) === typed))
  const further = !flow && Object.hasOwn(outside, typed) ? outside[typed] : undefined
  const chosen = byNumber?.value ?? further ?? common ?? byLabel?.value
  return chosen === undefined ? { kind: 'text', text, source } : { kind: 'choice', value: chosen }
}

function commandValue(command: string, isInForm: boolean): string {
  for (const known of isInForm ? [commands, everywhere] : [outside, commands, everywhere]) {
    const value = Object.hasOwn(known, command) ? known[command] : undefined
    if (value !== undefined) return value
  }
  return `/${command}`
}

/** The choices of a question in the order of their numbers, with their labels in both languages. */
function choicesOf(asked: Say, office: Office): { value: string; labels: string[] }[] {
  const [first = [], ...more] = languages.map((language) => (word(asked, language, { office }).choices ?? []).flat())
  return first.map(({ value, label }, index) => ({
    value,
    labels: [label, ...more.flatMap((choices) => choices[index]?.label ?? [])],
  }))
}

/** Typed words without what makes no difference: case, width, a slash in front, full stops behind. */
export function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^\//, '')
    .replace(/[\s。.!！、，,]+$/u, '')
}
