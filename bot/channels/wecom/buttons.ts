import type { TemplateCard } from '@wecom/aibot-node-sdk'
import type { Choice } from '../../message.ts'

/** What a card takes: https://developer.work.weixin.qq.com/document/path/101032 */
const buttonsPerCard = 6
const mostCards = 3
const valueLimit = 1024
/** Characters that every program shows of a button and of a title. */
const labelLimit = 10
const titleLimit = 26

/** Whether they can be buttons at all; else they are a list to be typed from. */
export function isTappable(choices: Choice[]): boolean {
  return (
    choices.length <= buttonsPerCard * mostCards &&
    new Set(choices.map(({ value }) => value)).size === choices.length &&
    choices.every(({ value }) => Buffer.byteLength(value) <= valueLimit)
  )
}

/** Whether a label would be cut short on its button. */
export function isTooLong({ label }: Choice): boolean {
  return lengthOf(label) > labelLimit
}

/**
 * The buttons, six to a card. With `isListed` they begin with the numbers under which the list has them. Every card needs
 * an id that the robot never used before.
 */
export function buttonCards(choices: Choice[], id: string, text: string, isListed: boolean): TemplateCard[] {
  const buttons = choices.map(({ label, value }, index) => ({
    text: shorten(isListed ? `${index + 1}. ${label}` : label, labelLimit),
    key: value,
  }))
  const title = titleOf(text)
  const cards: TemplateCard[] = []
  for (let from = 0; from < buttons.length; from += buttonsPerCard) {
    cards.push({
      card_type: 'button_interaction',
      main_title: { title },
      button_list: buttons.slice(from, from + buttonsPerCard),
      task_id: from === 0 ? id : `${id}@${from}`,
    })
  }
  return cards
}

/** The choices with the numbers they can be typed by. */
export function listChoices(choices: Choice[]): string {
  return choices.map(({ label }, index) => `${index + 1}. ${label}`).join('\n')
}

/** The last line is what is asked, but a card of the staff room begins with its number. */
function titleOf(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const [first = '', last = ''] = [lines[0], lines.at(-1)]
  return shorten((first.startsWith('#') ? first : last).trim(), titleLimit)
}

function shorten(text: string, limit: number): string {
  const characters = [...text]
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}

const lengthOf = (text: string) => [...text].length
