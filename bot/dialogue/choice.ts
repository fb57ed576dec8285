import type { Office } from '../../domain/office.ts'
import type { Choice, Input } from '../message.ts'
import type { Language } from '../text/names.ts'
import type { Say } from '../text/sentences.ts'
import { word } from '../text/word.ts'
import type { Said } from './turn.ts'

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
  完成: 'done',
  说完了: 'done',
  没有了: 'done',
  done: 'done',
  改: 'change',
  修改: 'change',
  change: 'change',
}

/**
 * The same answer from a tapped button, its number typed, or its label typed in either language. Words that are no
 * choice stay words.
 */
export function readText(text: string, asked: Say | undefined, office: Office, source: string): Said {
  const typed = tidy(text)
  const offered = asked ? choicesOf(asked, office) : []
  const byNumber = /^[1-9]\d?$/.test(typed) ? offered[0]?.[Number(typed) - 1] : undefined
  const byLabel = offered.flat().find((choice) => tidy(choice.label) === typed)
  const chosen = (byNumber ?? byLabel)?.value ?? (Object.hasOwn(everywhere, typed) ? everywhere[typed] : undefined)
  return chosen === undefined ? { kind: 'text', text, source } : { kind: 'choice', value: chosen }
}

/** Whether the tapped button stands under an earlier question than the one in force. */
export function isStale(
  input: Extract<Input, { kind: 'choice' }>,
  keyboard: string | undefined,
  askedId: string | undefined,
) {
  return input.keyboard !== undefined && keyboard !== askedId
}

/** The choices of a question in both languages, in the order of their numbers. */
function choicesOf(asked: Say, office: Office): Choice[][] {
  const languages: Language[] = ['zh', 'en']
  return languages.map((language) => (word(asked, language, { office }).choices ?? []).flat())
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^\//, '')
    .replace(/[\s。.!！、，,]+$/u, '')
}
