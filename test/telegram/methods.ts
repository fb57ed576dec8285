import * as editing from './editing.ts'
import type { Method } from './method.ts'
import * as rooms from './rooms.ts'
import * as self from './self.ts'
import * as sending from './sending.ts'

/** Every method that answers at once. Names are told apart without regard to case, as on the server. */
const answered: Record<string, Method> = {
  getMe: self.getMe,
  setMyCommands: self.setMyCommands,
  getMyCommands: self.getMyCommands,
  deleteMyCommands: self.deleteMyCommands,
  setMyName: self.botName.set,
  getMyName: self.botName.get,
  setMyDescription: self.botDescription.set,
  getMyDescription: self.botDescription.get,
  setMyShortDescription: self.botShortDescription.set,
  getMyShortDescription: self.botShortDescription.get,
  setChatMenuButton: self.setChatMenuButton,
  getChatMenuButton: self.getChatMenuButton,
  sendMessage: sending.sendMessage,
  sendPhoto: sending.sendFile('photo'),
  sendDocument: sending.sendFile('document'),
  sendVideo: sending.sendFile('video'),
  sendVoice: sending.sendFile('voice'),
  sendAudio: sending.sendFile('audio'),
  sendVideoNote: sending.sendFile('video_note'),
  sendMediaGroup: sending.sendMediaGroup,
  sendChatAction: sending.sendChatAction,
  getFile: sending.getFile,
  editMessageText: editing.editMessageText,
  editMessageCaption: editing.editMessageCaption,
  editMessageReplyMarkup: editing.editMessageReplyMarkup,
  deleteMessage: editing.deleteMessage,
  deleteMessages: editing.deleteMessages,
  answerCallbackQuery: editing.answerCallbackQuery,
  getChat: rooms.getChat,
  getChatMember: rooms.getChatMember,
  getChatAdministrators: rooms.getChatAdministrators,
  getChatMemberCount: rooms.getChatMemberCount,
  leaveChat: rooms.leaveChat,
  createForumTopic: rooms.createForumTopic,
  closeForumTopic: rooms.closeForumTopic,
  reopenForumTopic: rooms.reopenForumTopic,
  deleteForumTopic: rooms.deleteForumTopic,
}

const delivery = ['getUpdates', 'setWebhook', 'deleteWebhook', 'getWebhookInfo']

const spelled = new Map([...Object.keys(answered), ...delivery].map((name) => [name.toLowerCase(), name]))

/** The name as it is written in the documents; what is unknown stays as it came. */
export const spell = (method: string): string => spelled.get(method.toLowerCase()) ?? method

export const findMethod = (name: string): Method | undefined => answered[name]
