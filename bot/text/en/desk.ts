import { findGround } from '../../../domain/rules/grounds.ts'
import { categoryName, placeName, shorten } from '../names.ts'
import type { Catalogue, DeskAct, PlainDeskSentences } from '../sentences.ts'
import { deskErrorWords } from './desk-errors.ts'
import { terms } from './terms.ts'

const actDone: Record<DeskAct, string> = {
  claim: 'claimed',
  release: 'let go',
  accept: 'accepted',
  reply: 'answered',
  askBack: 'asked back',
  note: 'noted',
  handOver: 'handed over',
  redirect: 'redirected',
  close: 'closed',
  reopen: 'reopened',
  undo: 'taken back',
  identity: 'opened',
}

const listName = { open: 'Open', mine: 'Mine', due: 'Due within seven days' }

export const desk: Catalogue<PlainDeskSentences> = {
  digest: ({ count, villages, numbers }) =>
    `${count} new${villages.length > 0 ? `, from ${villages.join(', ')}` : ''}: ${numbers.map((number) => `#${number}`).join(' ')}\nType /open to see all.`,
  deskHelp: ({ private: isPrivate }) =>
    [
      'Tap the buttons of a card; or reply to the card: your words are then the answer to the resident. You can also type:',
      '#123 accept   #123 claim   #123 release',
      '#123 reply your words   #123 ask your question',
      '#123 undo (before it is sent)   #123 note words for colleagues only',
      '#123 hand colleague or unit, reason   #123 redirect ground, where to go and by when',
      '#123 close what was done   #123 reopen reason   #123 identity',
      '/open   /mine   /due   /find number or village   /help',
      isPrivate
        ? 'This is your private talk with the bot; nobody else sees it.'
        : 'Names and phones are never shown in the room; Identity sends them to the holder in private, and is recorded.',
    ].join('\n'),
  queue: ({ list, lines, total, page, pages }, { office }) => {
    if (total === 0) return `${listName[list]}: none.`
    const shown = lines.map((line) =>
      [
        `#${line.number}`,
        terms.state[line.state],
        categoryName(office, line.category, 'en'),
        placeName(office, line.township, line.village),
        line.daysLeft === null ? '' : terms.daysLeft(line.daysLeft),
        line.holder ?? 'nobody has it',
      ]
        .filter(Boolean)
        .join(' · '),
    )
    return [`${listName[list]}: ${total}${pages > 1 ? ` (page ${page} of ${pages})` : ''}`, ...shown].join('\n')
  },
  replyHeld: ({ number, text, seconds }) =>
    `#${number}: the resident will see (without your name):\n“${text}”\nIt is sent in ${seconds} seconds.`,
  replyTakenBack: ({ number, text }) => `Taken back, not sent. #${number}, you wrote:\n${text}`,
  collision: ({ number, by, theirs, text }) =>
    [
      theirs ? `${by} has just answered #${number}: “${shorten(theirs, 120)}”` : `${by} is working on #${number}.`,
      `Yours is not sent yet: “${shorten(text, 120)}”`,
      'Send it all the same?',
    ].join('\n'),
  notSent: ({ number, text }) => (text ? `Not sent. #${number}, you wrote:\n${text}` : `Not sent (#${number}).`),
  acted: ({ act, number, detail }) => `#${number} ${actDone[act]}${detail ? `: ${detail}` : ''}.`,
  claimTaken: ({ number, by }) => `${by} has #${number} already.`,
  askDeskWords: ({ act, number, ground }) =>
    ({
      reply: `Please write the answer to the resident (#${number}):`,
      askBack: `Please write the question to the resident (#${number}):`,
      note: `[Note] Please write what colleagues should know; the resident does not see it (#${number}):`,
      redirect: `Ground: ${findGround(ground ?? '')?.titleEn ?? ''}\nPlease write to the resident where to go, how, and by when (#${number}):`,
      close: `Please write to the resident what was done and with what result (#${number}):`,
      reopen: `Please write why it is opened again; the resident will see it (#${number}):`,
      handOver: `Please write who gets it and why (#${number}):`,
      claim: '',
      release: '',
      accept: '',
      undo: '',
      identity: '',
    })[act],
  askGround: ({ number }) => `Redirect #${number}: on which ground?`,
  askReceiver: ({ number }) => `Hand #${number} over to whom?`,
  redirectCheck: ({ number, ground, text }) =>
    `#${number}: the resident will see:\n${text}\nGround: ${findGround(ground)?.titleEn ?? ''} (${findGround(ground)?.article ?? ''})`,
  actCancelled: ({ number }) => `Cancelled. Nothing was sent (#${number}).`,
  identity: ({ number, name, phone }) =>
    name
      ? `#${number} was filed by ${name}, phone ${phone ?? 'not left'}.\nOnly for handling this matter; this look is recorded.`
      : `#${number} was filed anonymously: there is no name or phone.`,
  identityInPrivate: ({ number }) => `Who filed #${number} was sent to you in private, and this look is recorded.`,
  deskError: ({ code, detail }) => deskErrorWords(code, detail),
  whichTicket: () => 'Which one? Please reply to its card, or put the number first, such as: #123 reply Hello …',
  actUnclear: ({ number }) =>
    `What shall be done with #${number}? Nothing was sent.\nTo answer the resident: #${number} reply Hello …\nFor colleagues only: #${number} note …   /help shows all.`,
  filesStayHere: () =>
    'Files cannot be passed on to residents yet, so nothing was sent. Please type what you want to say.',
  notStaff: () =>
    'This is the staff room, and you are not registered as staff. Please ask an administrator for a one-time code.',
  commandUnknown: ({ text }) => `I did not understand “${shorten(text, 30)}”. Type /help to see what works.`,
  messageParked: ({ count }) =>
    `The bot could not handle ${count === 1 ? '1 message' : `${count} messages`}; nothing is lost. For the IT person: npm run job -- reconcile`,
  officerWelcome: ({ name }) =>
    `Hello ${name}. This is your private talk with the bot: identities and confidential matters come here only. Type /help to see what works.`,
  reminder: (line) => reminderLine(line),
  reminderDigest: ({ lines }) => ['Due soon:', ...lines.map(reminderLine)].join('\n'),
  alarm: ({ what, count }) => `[Needs attention] ${alarmWords(what, count)}`,
}

function reminderLine(line: PlainDeskSentences['reminderDigest']['lines'][number]): string {
  const holder = line.holder ? `Held by ${line.holder}` : 'Nobody has it!'
  return `#${line.number} ${terms.duty[line.rule] ?? line.rule}: ${terms.date(line.dueOn)}, ${terms.daysLeft(line.daysLeft)}. ${holder}`
}

function alarmWords(what: string, count: number): string {
  const words: Record<string, string> = {
    parked: `Messages that could not be handled: ${count}`,
    uncertain: `Messages sent of which nobody knows whether they arrived: ${count}`,
    undeliverable: `Answers that cannot reach the resident, find another way: ${count}`,
    receipts: `Matters whose receipt has not arrived: ${count}`,
    files: `Attachments missing in the file store: ${count}`,
    strays: `Files that belong to no message: ${count}`,
    years: `The holidays of ${count} are not loaded, so dates are provisional`,
  }
  return words[what] ?? `${what}: ${count}`
}
