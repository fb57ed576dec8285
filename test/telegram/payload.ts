import { findEntities } from './text.ts'
import type { Chat, Human, Standing, Stored, StoredFile, World } from './world.ts'

type Shown = Record<string, unknown>

/** Who stands for an administrator that shows no name. */
export const anonymousBot = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }

export const seconds = (at: number): number => Math.floor(at / 1000)

export function showBot(world: World): Shown {
  return { id: world.bot.id, is_bot: true, first_name: world.bot.names.get('') ?? '', username: world.bot.username }
}

export function showMe(world: World): Shown {
  return {
    ...showBot(world),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    supports_guest_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
  }
}

export function showHuman(human: Human): Shown {
  return {
    id: human.id,
    is_bot: false,
    first_name: human.deleted ? '' : human.name,
    ...(human.language !== '' && !human.deleted ? { language_code: human.language } : {}),
  }
}

export function showChat(chat: Chat): Shown {
  if (chat.kind === 'private') {
    return { id: chat.id, first_name: chat.human?.deleted ? '' : chat.human?.name, type: 'private' }
  }
  if (chat.kind === 'group') {
    return { id: chat.id, title: chat.title, type: 'group', all_members_are_administrators: false }
  }
  return { id: chat.id, title: chat.title, ...(chat.forum ? { is_forum: true } : {}), type: 'supergroup' }
}

export function showFullChat(chat: Chat): Shown {
  const base = { ...showChat(chat), accent_color_id: 3, max_reaction_count: 11 }
  return chat.kind === 'private' ? base : { ...base, permissions: permissions(!chat.muted) }
}

/** Without the message it answers when it is shown inside another one. */
export function showMessage(world: World, stored: Stored, withReply = true): Shown {
  const { chat } = stored
  const shown: Shown = { message_id: stored.id }
  if (stored.sender === 'bot') shown.from = showBot(world)
  else if (stored.sender === 'group') {
    shown.from = anonymousBot
    shown.sender_chat = showChat(chat)
  } else shown.from = showHuman(stored.sender)
  shown.chat = showChat(chat)
  shown.date = seconds(stored.at)
  if (stored.editedAt !== undefined) shown.edit_date = seconds(stored.editedAt)
  const thread = stored.topic ?? stored.thread
  if (thread !== undefined) shown.message_thread_id = thread
  if (stored.topic !== undefined) shown.is_topic_message = true
  if (stored.forwardedFrom !== undefined) {
    const date = seconds(stored.at)
    shown.forward_origin = { type: 'hidden_user', sender_user_name: stored.forwardedFrom, date }
    shown.forward_sender_name = stored.forwardedFrom
    shown.forward_date = date
  }
  if (withReply) {
    const answered = chat.messages.get(stored.replyTo ?? openerOf(stored))
    if (answered) shown.reply_to_message = showMessage(world, answered, false)
  }
  if (stored.album !== undefined) shown.media_group_id = stored.album
  if (stored.text !== undefined) {
    shown.text = stored.text
    if (stored.entities.length > 0) shown.entities = stored.entities
    if (stored.linkPreview) shown.link_preview_options = stored.linkPreview
  }
  if (stored.media) {
    shown[stored.media.kind] = stored.media.shown
    if (stored.caption !== undefined && stored.caption !== '') {
      shown.caption = stored.caption
      if (stored.entities.length > 0) shown.caption_entities = stored.entities
    }
  }
  if (stored.markup?.kind === 'inline') shown.reply_markup = { inline_keyboard: stored.markup.rows }
  if (stored.isProtected) shown.has_protected_content = true
  return { ...shown, ...stored.service }
}

/** Whatever stands in a topic answers the message that opened it, unless it answers another one. */
function openerOf(stored: Stored): number {
  return stored.topic !== undefined && stored.topic !== stored.id ? stored.topic : 0
}

export function showMember(user: Shown, standing: Standing, chat: Chat): Shown {
  const base = { user, status: standing }
  if (standing === 'creator') return { ...base, is_anonymous: false }
  if (standing === 'kicked') return { ...base, until_date: 0 }
  if (standing !== 'administrator') return base
  const topics = chat.kind === 'supergroup' ? { can_manage_topics: chat.forum } : {}
  return { ...base, can_be_edited: false, ...administratorRights, ...topics, can_manage_voice_chats: true }
}

const administratorRights = {
  can_manage_chat: true,
  can_change_info: true,
  can_delete_messages: true,
  can_invite_users: true,
  can_restrict_members: true,
  can_pin_messages: true,
  can_promote_members: false,
  can_manage_video_chats: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  is_anonymous: false,
}

function permissions(may: boolean): Shown {
  const sending = [
    'messages',
    'media_messages',
    'audios',
    'documents',
    'photos',
    'videos',
    'video_notes',
    'voice_notes',
    'polls',
    'other_messages',
  ]
  return {
    ...Object.fromEntries(sending.map((what) => [`can_send_${what}`, may])),
    can_add_web_page_previews: may,
    can_change_info: false,
    can_invite_users: true,
    can_pin_messages: false,
    can_manage_topics: false,
  }
}

const hour = 3_600_000

/** A message of somebody, or a service message, on its way to the bot. */
export function announceMessage(world: World, stored: Stored): void {
  if (isSeen(world, stored)) {
    world.updates.add('message', showMessage(world, stored), 24 * hour, String(stored.chat.id))
  }
}

export function announceEdit(world: World, stored: Stored): void {
  if (isSeen(world, stored)) {
    world.updates.add('edited_message', showMessage(world, stored), 24 * hour, String(stored.chat.id))
  }
}

/** Whose standing in a chat changed, and by whom. */
export function announceStanding(
  world: World,
  chat: Chat,
  by: Shown,
  user: Shown,
  before: Standing,
  after: Standing,
): void {
  const isMine = user.id === world.bot.id
  if (!isMine && chat.bot !== 'administrator') return
  const content = {
    chat: showChat(chat),
    from: by,
    date: seconds(world.now()),
    old_chat_member: showMember(user, before, chat),
    new_chat_member: showMember(user, after, chat),
  }
  const queue = isMine ? `my ${chat.id}` : `member ${String(user.id)}`
  world.updates.add(isMine ? 'my_chat_member' : 'chat_member', content, 24 * hour, queue)
}

/** In a group the bot sees everything only as an administrator or with privacy off. */
function isSeen(world: World, stored: Stored): boolean {
  const { chat } = stored
  if (chat.kind === 'private') return true
  if (chat.bot === 'left' || chat.bot === 'kicked') return false
  if (chat.bot === 'administrator' || !chat.privacy || stored.service) return true
  if (stored.replyTo !== undefined && chat.messages.get(stored.replyTo)?.sender === 'bot') return true
  const words = stored.text ?? stored.caption ?? ''
  return findEntities(words).some((entity) => {
    const marked = words.slice(entity.offset, entity.offset + entity.length).toLowerCase()
    const name = `@${world.bot.username.toLowerCase()}`
    if (entity.type === 'mention') return marked === name
    return entity.type === 'bot_command' && entity.offset === 0 && (!marked.includes('@') || marked.endsWith(name))
  })
}

export function showFile(file: StoredFile, withPath = false): Shown {
  const base = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size }
  return withPath ? { ...base, file_path: file.path } : base
}
