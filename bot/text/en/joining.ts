import { channelName } from '../channel-names.ts'
import type { JoiningSentences } from '../joining-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { channelNames } from './channel-names.ts'

export const joining: Catalogue<JoiningSentences> = {
  joinMenu: () =>
    'If you use the web page, WeChat or others, you can join them: then you see and handle all your matters in each.\nAsk for a code in one place and type it in the other.',
  askJoinCode: () =>
    'Please type the code that you asked for in your other place.\nNever type one that somebody gave you: they would see your matters.',
  joinCode: ({ code, minutes }) =>
    code
      ? `Your code: {{code}}\nIn your other place type “join”, then this code. It is good for ${minutes} minutes, once.\nTell nobody: whoever types it sees your matters.`
      : 'A code for joining is shown only once. If you have not used it, type “join” for another.',
  joinWrong: ({ minutes }) =>
    `This code is not right, was used, or is too old. Please compare it and type it again, or ask for a new one; it is good for ${minutes} minutes.`,
  joinWait: ({ minutes }) =>
    `Those were many tries. Please wait ${minutes} minutes. This keeps others from guessing your code.`,
  joinRefused: ({ why, most }) =>
    ({
      own: 'You asked for this code here. Please type it in your other place.',
      already: 'These two are joined already.',
      officer: 'An account of the staff cannot be joined with others. Please use your own.',
      full: `At most ${most} places can be joined, and that many are. Please type “unjoin” and part one you do not use.`,
    })[why],
  joined: ({ channel }) =>
    `This is joined with you on ${nameOf(channel)}: the matters of both are seen and handled in either.\nDid you not ask for the code yourself? Then somebody else sees your matters: tap “Unjoin” at once.`,
  joinNotHere: ({ page }) =>
    `Messages here pass through servers abroad, so joining is not possible here. Please use the web page: ${page}`,
  notJoined: () => 'This is joined with no other place of yours. To join one, type “join”.',
  askNoticesPlace: ({ places }) => {
    const preferred = places.find((place) => place.preferred)
    const now = preferred ? `first to ${nameOf(preferred.channel)}` : 'where the matter was filed'
    return `Where shall notices go? Now: ${now}.`
  },
  noticesPlaceSet: ({ place }) => {
    if (!place) return 'All right: notices go where the matter was filed.'
    return `All right: from now on notices go first ${place.here ? 'here' : `to ${nameOf(place.channel)}`}.`
  },
  noticesLed: ({ place }) => {
    if (!place)
      return 'Changed in your other place: notices go where the matter was filed.\nWas it not you? Please tap “Unjoin”.'
    const to = place.here ? 'here first' : `first to ${nameOf(place.channel)}`
    return `Changed in your other place: from now on notices go ${to}.\nWas it not you? Please tap “Where notices go” to change it back, or “Unjoin”.`
  },
  askUnjoin: () =>
    'Which one shall be parted? From then on only what was filed there is seen there. What was filed goes on as before.',
  unjoined: ({ place }) =>
    `All right, ${place.here ? 'this place' : nameOf(place.channel)} is parted from the others. To join again, type “join”.`,
  accountJoined: ({ channel }) =>
    `This was joined with ${nameOf(channel)}: your matters can be seen and handled there too.\nWas it not you? Please tap “Unjoin”.`,
  accountLeft: ({ channel }) =>
    `You are no longer joined with ${nameOf(channel)}. What was filed there is not shown here.`,
}

function nameOf(channel: string): string {
  return channelName(channelNames, channel)
}
