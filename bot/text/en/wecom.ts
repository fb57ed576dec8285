import type { WecomWords } from '../../channels/wecom/settings.ts'

export const wecom: WecomWords = {
  typeOneOf: (labels) =>
    `The buttons could not be shown. Quote the card and type one of them (in a group, name the bot with @): ${labels.join(' / ')}`,
  filesOnPage: (names, page) =>
    `${names.length === 1 ? 'One file' : `${names.length} files`} could not be sent to WeCom. Please look on the page: ${page}\n${names.join('\n')}`,
}
