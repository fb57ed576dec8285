import { findGround } from '../../../domain/rules/grounds.ts'
import { channelName } from '../channel-names.ts'
import type { DeskAct } from '../desk-acts.ts'
import { categoryName, placeName, shorten, unitName } from '../names.ts'
import type { Catalogue, PlainDeskSentences } from '../sentences.ts'
import { channelNames } from './channel-names.ts'
import { deskErrorWords } from './desk-errors.ts'
import { decisionWords, opinionWords } from './opinion.ts'
import { terms } from './terms.ts'
import { whyWords } from './why.ts'

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
  opinion: 'opinion begun',
  approve: 'approved',
  sendBack: 'returned',
  takeBackProposal: 'proposal taken back',
  extend: 'more time asked for',
  object: 'objected',
  review: 'decision begun',
  recheck: 'decision begun',
  hearingStart: 'hearing begun',
  hearingEnd: 'hearing ended',
  carryOut: 'carried out',
  merge: 'merged',
  cite: 'cited',
  nearest: 'looked up',
  gap: 'marked as not in the base',
  notOurs: 'marked as not ours',
  agree: 'agreed',
  disagree: 'not agreed',
  uncite: 'taken back',
  undo: 'taken back',
  identity: 'opened',
  files: 'files sent',
  why: 'explained',
}

const proposalName = {
  opinion: 'opinion',
  extension: 'extension',
  review: 'decision on the review',
  recheck: 'decision on the second review',
}

const changeHint =
  'To change a part, write it, such as “ground: …”. If all is right, tap Send for approval; a colleague has to approve it.'

const listName = { open: 'Open', mine: 'Mine', due: 'Due within seven days' }

export const desk: Catalogue<PlainDeskSentences> = {
  digest: ({ count, villages, numbers }) =>
    `${count} new${villages.length > 0 ? `, from ${villages.join(', ')}` : ''}: ${numbers.map((number) => `#${number}`).join(' ')}\nType /open to see all.`,
  deskHelp: ({ private: isPrivate, namedOnly, tellsDepartures }, { office }) =>
    [
      namedOnly
        ? 'In this group the bot hears only what names it. Tap the buttons of a card; or quote the card and name the bot with @: your words are then the answer to the resident. You can also name it with @ and type:'
        : 'Tap the buttons of a card; or reply to the card: your words are then the answer to the resident. You can also type:',
      '#123 accept   #123 claim   #123 release',
      '#123 reply your words   #123 ask your question',
      '#123 undo (before it is sent)   #123 note words for colleagues only',
      '#123 hand colleague or unit, reason   #123 redirect ground, where to go and by when',
      '#123 opinion (step by step; sent when a colleague has approved it)   #123 approve   #123 return reason   #123 retract',
      '#123 extend days reason   #123 done what was done   #123 object reason   #123 merge #120 reason',
      '#123 review   #123 recheck   #123 hearing   #123 hearing-end',
      '#123 cite title and article (what the answer stands on: the bot quotes it next time)   #123 nearest   #123 gap   #123 not-ours',
      '#123 close what was done   #123 reopen reason   #123 identity   #123 files   #123 why (periods and reminders)',
      '/open   /mine   /due   /find number or village   /help',
      ...(office.reception
        ? ['reception (days to come, and how to change them) · visitors · here code · call · promises #123']
        : []),
      ...(isPrivate
        ? ['dict   dict word=meaning   dict remove word (what people say, and what the policies call it)']
        : []),
      isPrivate
        ? 'This is your private talk with the bot; nobody else sees it. For another account or chat app, ask an administrator for a one-time code and send the bot in private: /bind CODE'
        : `Names and phones are never shown in the room; Identity sends them to the holder in private, and is recorded. A new colleague first sends the bot in private: /bind CODE. ${tellsDepartures ? 'Who leaves the group is staff no more.' : 'For a colleague who has left, ask an administrator: npm run staff -- remove NAME; leaving the group is not enough.'}`,
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
        line.waits ? 'waits for approval' : '',
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
      sendBack: `Please write for your colleague why it is returned (#${number}):`,
      extend: `Please write how many days and why; the resident will see the reason, such as “20 The survey is not back” (#${number}):`,
      object: `Please write why it is not for your unit (#${number}):`,
      carryOut: `Please write to the resident what was done (#${number}):`,
      merge: `Please write which one it belongs to and why, such as “#120 the same leak” (#${number}):`,
      cite: '',
      nearest: '',
      gap: '',
      notOurs: '',
      agree: '',
      disagree: '',
      uncite: '',
      opinion: '',
      approve: '',
      takeBackProposal: '',
      review: '',
      recheck: '',
      hearingStart: '',
      hearingEnd: '',
      handOver: `Please write who gets it and why (#${number}):`,
      claim: '',
      release: '',
      accept: '',
      undo: '',
      identity: '',
      files: '',
      why: '',
    })[act],
  askGround: ({ number }) => `Redirect #${number}: on which ground?`,
  askReceiver: ({ number }) => `Hand #${number} over to whom?`,
  redirectCheck: ({ number, ground, text }) =>
    `#${number}: the resident will see:\n${text}\nGround: ${findGround(ground)?.titleEn ?? ''} (${findGround(ground)?.article ?? ''})`,
  askSlot: ({ act, number, slot, again }) => {
    const asked = {
      outcome: 'What does it come to?',
      upheld: `What does the ${act === 'review' ? 'review' : 'second review'} come to?`,
      text: 'Please write the facts and reasons:',
      ground: 'Please write the legal ground, with the article:',
      remedy: 'Please write what is done, and by whom; if it is not supported, what else they can do:',
      remedyOn: 'By when is it carried out? Such as 2026-10-01, or 30 days:',
    }[slot]
    const unread = slot === 'remedyOn' ? 'That is no date to come. ' : 'I did not understand. '
    return `#${number}: ${again ? unread : ''}${asked}`
  },
  opinionCheck: (notice, { office }) =>
    `#${notice.number}: the resident will see:\n${opinionWords(notice, office)}\n——\n${changeHint}`,
  decisionCheck: (notice, { office }) =>
    `#${notice.number}: the resident will see:\n${decisionWords(notice, office)}\n——\n${changeHint}`,
  proposed: ({ number, what, approvers }) =>
    `#${number}: the ${proposalName[what]} waits for ${approvers.length > 0 ? approvers.join(', ') : 'a colleague'} and was not sent yet: #${number} approve, or #${number} return reason`,
  approved: ({ number, what, seconds, dueOn }) =>
    `#${number}: the ${proposalName[what]} is approved. ${dueOn ? `It is due by ${terms.date(dueOn)} now, and the resident is told.` : `It goes to the resident in ${seconds ?? 0} seconds, and counts when it has arrived.`}`,
  approvalAsked: ({ number, what, by }) =>
    `#${number}: ${by} asks you to approve the ${proposalName[what]}. It is on the card (/find #${number}). Please type #${number} approve, or #${number} return reason`,
  proposalDecided: ({ number, what, approved, by, reason }) =>
    approved
      ? `#${number}: ${by} has approved your ${proposalName[what]}.`
      : `#${number}: ${by} has returned your ${proposalName[what]}: ${reason ?? ''}\nPlease change it and send it again.`,
  transferObjected: ({ number, byUnit, reason }, { office }) =>
    `#${number}: the ${unitName(office, byUnit, 'en')} objects, and it is back here: ${reason}\nPlease go on with it, or hand it to the unit it belongs to.`,
  actCancelled: ({ number }) => `Cancelled. Nothing was sent (#${number}).`,
  identity: ({ number, name, phone }) =>
    name
      ? `#${number} was filed by ${name}, phone ${phone ?? 'not left'}.\nOnly for handling this matter; this look is recorded.`
      : `#${number} was filed anonymously: there is no name or phone.`,
  identityInPrivate: ({ number }) => `Who filed #${number} was sent to you in private, and this look is recorded.`,
  ticketFiles: ({ number, files }) =>
    `The files of #${number}: ${files.length}. Only for handling this matter, please do not pass them on; this look is recorded.`,
  ticketFilesInPrivate: ({ number }) =>
    `The files of #${number} were sent to you in private, and this look is recorded.`,
  noTicketFiles: ({ number }) => `#${number} has no files.`,
  lookOnPage: ({ what, number, page }) =>
    `The ${what === 'identity' ? 'name and phone' : 'files'} of #${number} may not be sent through a chat app abroad. Please look on the staff room page: ${page}`,
  deskError: ({ code, detail }) => deskErrorWords(code, detail),
  whichTicket: ({ namedOnly }) =>
    namedOnly
      ? 'Which one? Please quote its card and name the bot with @; or name it with @ and put the number first, such as: #123 reply Hello …'
      : 'Which one? Please reply to its card, or put the number first, such as: #123 reply Hello …',
  actUnclear: ({ number }) =>
    `What shall be done with #${number}? Nothing was sent.\nTo answer the resident: #${number} reply Hello …\nFor colleagues only: #${number} note …   /help shows all.`,
  choiceUnclear: ({ number, text }) =>
    `I do not know what “${shorten(text, 20)}” stands for, so nothing was sent.\nPlease type what to do, such as: #${number} accept\nTo answer the resident: #${number} reply Hello …   /help shows all.`,
  filesStayHere: () =>
    'Files cannot be passed on to residents yet, so nothing was sent. Please type what you want to say.',
  notStaff: () =>
    'You are not registered as staff. Please ask an administrator for a one-time code and send the bot in private, not in the group: /bind CODE',
  commandUnknown: ({ text }) => `I did not understand “${shorten(text, 30)}”. Type /help to see what works.`,
  messageParked: ({ count }) =>
    `The bot could not handle ${count === 1 ? '1 message' : `${count} messages`}; nothing is lost. For the IT person: npm run job -- reconcile`,
  officerWelcome: ({ name }) =>
    `Hello ${name}. This account is registered as staff. This is your private talk with the bot: identities and files come here, never into the group. Type /help to see what works.`,
  bindHow: ({ private: isPrivate }) =>
    isPrivate
      ? 'To register as staff, write the one-time code you were given behind it, such as: /bind ABCD2345EFGH6789'
      : 'To make this group a staff room, write: /bind and the code of the room. A personal code goes to the bot in private, never into the group.',
  bindWrong: () =>
    'This code is not right, or it was used or has run out. Please check it; if it still fails, ask an administrator for another.',
  bindWait: ({ minutes }) =>
    `Too many tries. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  bindInGroup: () => 'This is the code of a staff room. Please add the bot to that group and send it there: /bind CODE',
  codeSeen: () =>
    'That was a personal code, and everybody here has seen it, so it is void now. Please ask an administrator for another and send it to the bot in private: /bind CODE',
  roomWelcome: ({ name, unit }, { office }) =>
    `This group is the staff room “${name}” now (${unit === null ? 'the whole office' : unitName(office, unit, 'en')}). New matters come here as cards.`,
  roomFixed: () => 'This staff room is set in the office file: it need not be bound, and cannot be unbound here.',
  roomUnbound: ({ name }) =>
    `“${name}” is a staff room no more: no cards come here, and nothing said here counts. To have it back, ask an administrator for a code of the room.`,
  unbindRefused: () => 'Only a supervisor, director or administrator can unbind a staff room, so nothing was changed.',
  anonymousAdmin: () =>
    'You could not be recognised, so nothing was done. Please switch off “Remain anonymous” in the group’s administrator settings, then send it again.',
  officerLeft: ({ name, role, unit, room, held }) =>
    `${name} has left the staff room${room ? ` “${room}”` : ''} and is staff no more, here and everywhere.${held > 0 ? ` Matters still in their hands: ${held}; please look with /open and hand them over.` : ''} To invite them again: npm run staff -- invite ${name} --role ${role} --unit ${unit}`,
  why: whyWords,
  reminder: (line) => reminderLine(line),
  reminderDigest: ({ lines }) => ['Due soon:', ...lines.map(reminderLine)].join('\n'),
  alarm: ({ what, count, name, from, to }) =>
    `[Needs attention] ${alarmWords(what, count, name ?? '', spanOf(from, to))}`,
}

function reminderLine(line: PlainDeskSentences['reminderDigest']['lines'][number]): string {
  const holder = line.holder ? `Held by ${line.holder}` : 'Nobody has it!'
  return `#${line.number} ${terms.duty[line.rule] ?? line.rule}: ${terms.date(line.dueOn)}, ${terms.daysLeft(line.daysLeft)}. ${holder}`
}

function alarmWords(what: string, count: number, name: string, span: string): string {
  const words: Record<string, string> = {
    parked: `Messages that could not be handled: ${count}`,
    uncertain: `Messages sent of which nobody knows whether they arrived: ${count}`,
    undeliverable: `Answers that cannot reach the resident, find another way: ${count}`,
    receipts: `Matters whose receipt has not arrived: ${count}`,
    files: `Attachments missing in the file store: ${count}`,
    strays: `Files that belong to no message: ${count}`,
    unreminded: `Deadlines of which nobody was reminded in time: ${count}. See npm run job -- reconcile`,
    paper: `To be handed on paper to visitors without a phone, for more than a day: ${count}. Please print, deliver and mark them as handed over`,
    years: `The holidays of ${count} are not loaded, so dates are provisional. For the IT person, when the notice is out: npm run calendar -- import ${count}.json`,
    'channel-silent': `${name || 'The chat platform'} has not answered for ${count === 1 ? 'a minute' : `${count} minutes`}; messages may not arrive. For the IT person: look at the network and the log`,
    'channel-gap': `${channelName(channelNames, name) || 'The chat platform'} was offline for ${count === 1 ? 'a minute' : `${count} minutes`}${span}: what residents and groups said in that time has not arrived and will not. Please say so in the groups and ask for it again`,
    'room-lost': `The bot was removed from the staff room${name ? ` “${name}”` : ''}, or the group is gone: no cards go there. To have it back: npm run room -- invite ${name || 'name'}`,
  }
  return words[what] ?? `${what}: ${count}`
}

/** From when to when. Empty when it is not told. */
function spanOf(from: string | undefined, to: string | undefined): string {
  return from !== undefined && to !== undefined ? ` (from ${terms.moment(from)} to ${terms.moment(to)})` : ''
}
