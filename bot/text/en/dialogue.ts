import { handOverLink } from '../../../domain/rules/page-links.ts'
import type { DialogueSentences } from '../dialogue-sentences.ts'
import { categoryName, inLanguage, placeName, shorten, unitName } from '../names.ts'
import { findPlatform } from '../platforms.ts'
import type { Catalogue } from '../sentences.ts'
import { howWasIt } from './afterwards.ts'
import { matterWords } from './matter.ts'
import { terms } from './terms.ts'

export const dialogue: Catalogue<DialogueSentences> = {
  menu: ({ hello, page }, { office }) =>
    hello
      ? [
          `Hello, this is the ${office.name.en}.`,
          'Tap a button below, or just tell me what it is about.',
          page
            ? `Messages here pass through servers abroad before they reach us; the web page keeps them in the country: ${page}`
            : '',
          dangerLine(office.emergency),
        ]
          .filter(Boolean)
          .join('\n')
      : 'Anything else? Tap a button, or just say it.',
  help: () =>
    'Tap a button below, or simply tell me what it is about.\nAt any time you can type: menu, back, cancel; “rate it”, “ask for a review”; and “join” if you use several places.',
  stale: () => 'That button belongs to an earlier question. Please see the one below.',
  notUnderstood: () => 'I did not understand. Please tap a button below, or type its number, such as 1.',
  languageSet: () => 'All right, in English from now on.',
  kept: ({ text, files }) =>
    `I have noted what you sent${text ? `: “${shorten(text)}”` : ''}${files ? ` (${countOf(files, 'file')})` : ''}. Nothing is filed yet.\nWhat shall I do with it?`,
  keptDropped: () => 'All right, that was not filed.',
  keptFor: () => 'Which matter shall I add it to?',
  resume: ({ flow }) =>
    `Last time ${flow === 'question' ? 'your question was not finished' : flow === 'report' ? 'your report was not finished' : flow === 'book' ? 'your booking was not finished' : 'you had not finished'}. All you wrote is still here. Shall we go on?`,
  nothingToGoBackTo: () => 'This is the first step already. To stop, tap Cancel.',
  cancelConfirm: () => 'If you cancel, what you wrote is gone. Really cancel?',
  cancelled: () => 'Cancelled. Nothing was filed.',
  notNow: ({ what }) =>
    ({
      location: 'I have the location, but this question does not need it.',
      contact: 'I have the contact, but this question does not need it.',
      recall: 'I see that you recalled that message. It was never filed, so nothing changes.',
    })[what],
  unsupported: () => 'I cannot read this kind of message. Please write, speak, or send a photo.',
  filesLeft: ({ left, mostMegabytes, page }) =>
    left
      .map(({ why, count }) => {
        const these = countOf(count, 'file')
        return {
          'too-large': `Too large, so not taken: ${these}. At most ${mostMegabytes} MB here; please send smaller parts, or use the web page: ${page}`,
          type: `Of a kind that cannot be taken: ${these}. Photos, voice, video, PDF, Word and Excel are fine.`,
          broken: `Could not be opened, so not taken: ${these}. Please send again.`,
          empty: `Empty, so not taken: ${these}.`,
          unavailable: `Could not be fetched: ${these}. Please send again.`,
        }[why]
      })
      .join('\n'),

  askConsent: ({ platform: channel, noted, again }) => {
    if (again) {
      return `${noted ? 'All you sent waits here. Nothing is filed yet. ' : ''}Please choose first: do you agree to go on here, or will you use the web page?`
    }
    const platform = findPlatform(channel)
    const name = platform?.name ?? 'this platform'
    return [
      noted ? 'What you sent waits here. Nothing is filed yet.' : '',
      `First, please know: what you write here, your photos and files, and your name and phone pass through the servers of ${name} abroad before they reach us. We use them for your matter only.`,
      'So do our answers here. Once this place is joined with the web page or WeChat, what you said there and our answers to it can be read here and come here, and so pass abroad too.',
      platform ? `How ${name} keeps them, and how to see or delete them there: ${platform.contact}` : '',
      'If they should stay in the country, use the web page; it is handled just the same.',
      'Do you agree to go on here? To take it back later, type “withdraw consent”.',
    ]
      .filter(Boolean)
      .join('\n')
  },
  consentDeclined: () => 'All right, what you said was not filed and is not kept.',
  consentWithdrawn: ({ dropped, page }) =>
    `All right, your consent is withdrawn; if you tell us something here later, you are asked again. What is filed goes on as before.${dropped ? ' What was not filed yet is not kept.' : ''}\nYou can also use the web page: ${page}`,
  handedOver: ({ why, said, page, hours, code }) =>
    code
      ? [
          {
            accusation:
              'This is confidential and may not pass through servers abroad. Please go on on the web page; only named people will see it:',
            strict:
              'Messages here pass through servers abroad, so matters are not taken here. Please go on on the web page:',
            chosen: 'All right, please go on on the web page:',
          }[why],
          `${page}/#${handOverLink('{{code}}')}`,
          said ? 'All you said went along, and is not kept here.' : 'That is all here for now.',
          `The link works once, within ${hours} hours; please do not pass it on.${said ? ' After that, what you said is gone and has to be said again.' : ''}`,
        ].join('\n')
      : `The link to go on on the web page was sent before. If you did not open it, please say it again, or use the web page: ${page}`,
  handOverTaken: ({ what }) =>
    ({
      goOn: 'All you said in the chat is here now. Let us go on.',
      keepForLater:
        'What you said in the chat is here now, and waits. Please finish what is open here first; then I ask what to do with it.',
      finishFirst: 'Something is still open here. Please finish it first, then come to the other matter.',
    })[what],
  handOverGone: () => 'This link was used already, or its time is over. Please just say it here.',

  askCategory: ({ group }) => (group ? 'More exactly, which of these?' : 'What is it about?'),
  askAccused: () =>
    'This is handled in confidence, by named people only, and never shown in a work group.\nWhich unit does the person belong to? That unit will not see it.',
  askTownship: () => 'Which township is it in? Tap one, or type the name of the village.',
  askVillage: ({ township }, { office }) => `Which village of ${placeName(office, township)}?`,
  placeGuess: () => 'Did you mean…?',
  askPlaceWords: () => 'Please say in one sentence where it is, such as “the settlement opposite the old pier”.',
  askWords: ({ flow, texts, files }) =>
    texts + files > 0
      ? `Noted so far: ${[texts ? countOf(texts, 'message') : '', files ? countOf(files, 'file') : ''].filter(Boolean).join(' and ')}. Send more if there is more; when you have said it all, tap Done.`
      : flow === 'question'
        ? 'Please say what you would like to know. Several messages are fine; tap Done at the end.'
        : flow === 'reopen'
          ? 'Please say what is not settled yet. Several messages are fine; tap Done at the end.'
          : flow === 'notDone'
            ? 'What was not done? Several messages, photos and voice are fine; tap Done at the end.'
            : flow === 'review' || flow === 'recheck'
              ? `Please say what you disagree with and what should be changed. The ${flow === 'review' ? 'review' : 'second review'} is not made by the same office.\nSeveral messages and photos are fine; tap Done at the end.`
              : flow === 'book'
                ? 'Please say in a few words what it is about, so that the director can prepare. Several messages are fine; tap Done at the end.'
                : flow === 'add'
                  ? 'What would you like to add? Several messages, photos and voice are fine; tap Done at the end.'
                  : 'Please say in your own words what happened and what should be done.\nSeveral messages, photos and voice are fine; tap Done at the end.',
  wordsMissing: () => 'There is nothing here yet. Please say a few words or send a photo.',
  askContact: ({ sealed }) =>
    sealed
      ? 'Would you like to leave your name and phone? Only the named people can see them, and every look is recorded. Anonymous is handled just the same; the answer comes here.'
      : 'Would you like to leave your name and phone, so that we can reach you and answer in writing? Only the officer in charge can see them.\nAnonymous is fine too; the answer comes here.',
  askName: () => 'What is your name?',
  nameTooLong: () => 'Just the name, please, up to 30 characters.',
  askPhone: () => 'What is your phone number? A mobile, or a landline with its area code.',
  phoneWrong: () =>
    'That number does not look right. A mobile has 11 figures; a landline needs its area code and a dash.',
  readBack: (draft, { office }) =>
    [
      'Please check this. If all is right, tap Submit:',
      draft.question ? '' : `Topic: ${categoryName(office, draft.category, 'en')}`,
      draft.sealed
        ? `Unit concerned: ${draft.accusedUnit ? unitName(office, draft.accusedUnit, 'en') : 'another one, or not said'}`
        : '',
      draft.question ? '' : `Place: ${draft.place ?? placeName(office, draft.township, draft.village)}`,
      `Words: ${draft.texts.join('\n') || '(none)'}`,
      draft.files ? `Attached: ${countOf(draft.files, 'file')}` : '',
      draft.name ? `Contact: ${draft.name}, ${draft.phone ?? ''}` : 'Contact: anonymous',
      draft.sealed ? 'Handled in confidence, by named people only.' : '',
      draft.alike
        ? `In the same village ${draft.alike} open matters of the last two months are about the same topic. Yours gets its own number and its own answer all the same.`
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  askChange: () => 'What would you like to change?',
  noCustodian: (_, { office }) =>
    `Nobody here can receive this in confidence at the moment, so your words were not taken.\n${inLanguage(office.accusations.elsewhere, 'en')}`,
  filed: () =>
    'It is filed. The receipt comes as a message of its own; please keep it. You will hear of every step here.',
  askNotices: ({ filed }) =>
    [
      filed ? 'It is filed. The receipt comes as a message of its own; please keep it.' : '',
      'When you have not written for a while, WeChat lets us write to you only if you have agreed to it. Tap the link below to agree, and you hear as soon as there is an answer.',
      filed ? 'It is handled all the same if you do not; to do it later, type “notify me”.' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  noticesAlways: () => 'There is nothing to agree to here: an answer is sent to you straight away.',

  noMatters: () =>
    'There are no matters of yours to show here yet. With a matter number and its code, tap Look up by number.',
  sealedElsewhere: ({ count }) =>
    `You have ${count === 1 ? 'a confidential matter' : `${count} confidential matters`}, not shown here: please look where you filed, or by number and query code.`,
  matters: ({ visits }) =>
    visits ? 'Your matters and visits. Tap one to see it:' : 'Your matters. Tap one to see where it stands:',
  matter: ({ view }, { office }) => matterWords(view, office),
  calendarLink: ({ number, link, days }) =>
    `Open this to put the dates of ${number} into your calendar: ${link}\nIt holds the number and the dates only, no name and none of your words. The link works for ${days} days; if a date changes, save them again and the new ones replace the old.`,
  matterGone: () => 'I cannot find that matter. Please pick it from My matters.',
  askNumber: () => 'Please type the matter number, such as 2026-000123. It is on the receipt.',
  numberWrong: () => 'A matter number looks like this: 2026-000123. Please type it again.',
  askCode: ({ number }) => `Please type the query code of ${number}: 13 letters and figures, capitals or not.`,
  codeWrong: () => 'Number and code do not belong together. Please check the receipt and type the code again.',
  sealedOnPage: ({ page }) =>
    `This matter is confidential and must not pass through servers abroad. Please look it up by its number on the web page: ${page}`,
  codeWait: ({ minutes }) =>
    `That was too many tries. Please try again in ${countOf(minutes, 'minute')}. This keeps others from guessing your code.`,
  added: ({ number }) => `Added to ${number}. The officer in charge will see it.`,
  addedToClosed: ({ number }) =>
    `${number} is over, so nothing can be added. Open it and tap Not settled to go on with it.`,
  withdrawConfirm: ({ number, days }) =>
    `Withdraw ${number}? You can restore it within ${days} days. It is your decision alone; nobody may ask you to.`,
  withdrawn: ({ number, until }) => `${number} is withdrawn. Until ${terms.date(until)} you can tap Restore.`,
  withdrawalUndone: ({ number }) => `${number} is restored; its old dates still hold.`,
  undoOver: ({ number }) =>
    `${number} was withdrawn more than seven days ago and cannot be restored. You can report it again and mention this number.`,
  confirmed: ({ number, asksRating }) =>
    `Thank you. ${number} is closed. If it comes up again, tap Not settled under My matters.${asksRating ? `\n${howWasIt}` : ''}`,
  reopened: ({ number }) => `${number} is open again, and the officer in charge will see what you said.`,
  codeReset: ({ number, code }) =>
    code
      ? `The new query code of ${number}: {{code}}\nIt is shown this once only, so please copy it. The old one no longer works.`
      : `${number} has a new query code. It was shown once only; if you did not copy it, ask for another.`,
  edited: ({ number }) => (number ? `The new wording is added to ${number}; the old one stays too.` : 'Changed.'),
  recalled: ({ number }) =>
    number
      ? `I see that you recalled that message. ${number} will say so; what was received has to be kept.`
      : 'That message is taken out and will not be filed.',
  moveRefused: ({ number, state }) => `${number} is “${terms.state[state]}” now, so that cannot be done.`,
}

function dangerLine(emergency: { number: string }[]): string {
  return emergency.length > 0 ? `In danger, first call ${emergency.map(({ number }) => number).join(', ')}.` : ''
}

function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
