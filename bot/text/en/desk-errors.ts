import { shorten } from '../names.ts'
import { terms } from './terms.ts'

/** Why an officer's command was refused, and what to do instead. */
export function deskErrorWords(code: string, detail: Record<string, string | number>): string {
  const number = `#${detail.number ?? ''}`
  switch (code) {
    case 'move-not-allowed':
      return `${number} is “${terms.state[detail.state as keyof typeof terms.state] ?? detail.state}” now, so that cannot be done. Type /find ${number} to see it.`
    case 'ticket-not-found':
      return `There is no ${shorten(number, 30)}.`
    case 'nothing-found':
      return `Nothing found for “${shorten(String(detail.query ?? ''), 30)}”. Try a number, a village, a township or a topic.`
    case 'not-the-holder':
      return detail.holder
        ? `${detail.holder} has ${number}. Please speak with them, or ask them to hand it over.`
        : `You do not hold ${number}. Please claim or accept it first.`
    case 'unknown-officer':
      return `There is no colleague or unit called “${shorten(String(detail.name ?? ''), 30)}”.`
    case 'unknown-unit':
      return 'It cannot go to that unit: there is no such unit, or it may not have this one.'
    case 'unknown-ground':
      return 'Please write the ground as 1 to 8. “#123 redirect” shows the list.'
    case 'words-missing':
      return 'This needs words, such as: #123 close The compensation was paid on the third.'
    case 'already-sent':
      return `There is nothing of ${number} to take back: it was sent, or taken back before. You can write a correction.`
    case 'preview-gone':
      return `That preview of ${number} has passed and was not sent. Please write it again.`
    default:
      return 'That did not work, and nothing was changed. Please try again; if it fails again, tell the IT person.'
  }
}
