import { describe, expect, it } from 'vitest'
import { ask, buttons, clock, picture, refusal, say, start, started, updates, upload } from './asking.ts'

describe('a text', () => {
  it('reaches the person, trimmed and without what is not allowed', async () => {
    const { telegram, wang } = await started()
    await say(telegram, wang, '  您好\r\n\u202e王\u0007大娘 \n')
    expect(wang.last()).toMatchObject({ text: '您好\n王 大娘', fromBot: true, buttons: [], preview: true })
  })

  it('comes back as the Bot API shows a message', async () => {
    const { now } = clock()
    const { telegram, wang } = await started({ now })
    const { result } = await ask(telegram, 'sendMessage', {
      chat_id: wang.id,
      text: '见 https://example.org/a',
      reply_parameters: { message_id: 1 },
      reply_markup: buttons('好'),
      protect_content: true,
      link_preview_options: { is_disabled: true },
    })
    expect(result).toEqual({
      message_id: 2,
      from: { id: telegram.me.id, is_bot: true, first_name: '信桥', username: telegram.me.username },
      chat: { id: wang.id, first_name: '王大娘', type: 'private' },
      date: now() / 1000,
      reply_to_message: {
        message_id: 1,
        from: { id: wang.id, is_bot: false, first_name: '王大娘', language_code: 'zh-hans' },
        chat: { id: wang.id, first_name: '王大娘', type: 'private' },
        date: now() / 1000,
        text: '/start',
        entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      },
      text: '见 https://example.org/a',
      entities: [{ type: 'url', offset: 2, length: 21 }],
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'do 好' }]] },
      has_protected_content: true,
    })
    expect(wang.last()).toMatchObject({
      preview: false,
      protected: true,
      replyTo: 1,
      keyboard: [[{ text: '好', data: 'do 好' }]],
    })
  })

  it.each([
    ['no text', {}, 'message text is empty'],
    ['blanks only', { text: ' \n ' }, 'text must be non-empty'],
    ['4097 characters', { text: '信'.repeat(4097) }, 'message is too long'],
    ['more than 32768 bytes, however few characters remain', { text: ' '.repeat(32_769) }, 'text is too long'],
    ['half a character', { text: '你\ud83d好' }, 'strings must be encoded in UTF-8'],
    ['an unknown parse mode', { text: 'x', parse_mode: 'wiki' }, 'unsupported parse_mode'],
    [
      'HTML that is not closed',
      { text: '你<b>好', parse_mode: 'HTML' },
      `can't parse entities: Can't find end tag corresponding to start tag "b"`,
    ],
    [
      'HTML with an unknown tag',
      { text: '你<p>好</p>', parse_mode: 'HTML' },
      `can't parse entities: Unsupported start tag "p" at byte offset 3`,
    ],
    [
      'MarkdownV2 that is not escaped',
      { text: '2026-000123.', parse_mode: 'MarkdownV2' },
      `can't parse entities: Character '-' is reserved and must be escaped with the preceding '\\'`,
    ],
    [
      'MarkdownV2 that is not closed',
      { text: '你*好', parse_mode: 'MarkdownV2' },
      `can't parse entities: Can't find end of Bold entity at byte offset 3`,
    ],
    [
      'Markdown that is not closed',
      { text: '你_好', parse_mode: 'Markdown' },
      `can't parse entities: Can't find end of the entity starting at byte offset 3`,
    ],
    [
      'an entity after the end',
      { text: '你好', entities: [{ type: 'bold', offset: 2, length: 1 }] },
      'entity begins after the end of the text at UTF-16 offset 2',
    ],
    [
      'an entity past the end',
      { text: '你好', entities: [{ type: 'bold', offset: 1, length: 2 }] },
      'entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3',
    ],
    [
      'an entity that cuts a character',
      { text: '🙂好', entities: [{ type: 'bold', offset: 1, length: 2 }] },
      'entity begins in a middle of a UTF-16 symbol at byte offset 4',
    ],
    [
      'an entity before the start',
      { text: '你好', entities: [{ type: 'bold', offset: -1, length: 2 }] },
      'receive an entity with incorrect offset -1',
    ],
    [
      'an entity of an unknown kind',
      { text: '你好', entities: [{ type: 'blink', offset: 0, length: 1 }] },
      `can't parse MessageEntity: Unsupported type specified`,
    ],
    ['an answer to nothing', { text: 'x', reply_parameters: { message_id: 99 } }, 'message to be replied not found'],
    ['a topic of a private chat', { text: 'x', message_thread_id: 7 }, 'message thread not found'],
    ['no chat', { text: 'x', chat_id: '' }, 'chat_id is empty'],
    ['a chat that is not there', { text: 'x', chat_id: 12345 }, 'chat not found'],
  ])('with %s is refused', async (_, params, words) => {
    const { telegram, wang } = await started()
    expect(await refusal(telegram, 'sendMessage', { chat_id: wang.id, ...params })).toBe(`400 Bad Request: ${words}`)
    expect(wang.last()).toBeUndefined()
  })

  it('may have 4096 characters, of which some count double elsewhere', async () => {
    const { telegram, wang } = await started()
    await say(telegram, wang, '🙂'.repeat(4096))
    await say(telegram, wang, `<b>${'信'.repeat(4096)}</b>`, { parse_mode: 'HTML' })
    const stricter = await started({ lengthUnit: 'utf16' })
    const params = { chat_id: stricter.wang.id, text: '🙂'.repeat(2049) }
    expect(await refusal(stricter.telegram, 'sendMessage', params)).toBe('400 Bad Request: message is too long')
  })

  it('is marked up by entities, by HTML and by Markdown', async () => {
    const { telegram, wang } = await started()
    await say(telegram, wang, '🙂重要', { entities: [{ type: 'bold', offset: 2, length: 2 }] })
    expect(wang.last()?.entities).toEqual([{ type: 'bold', offset: 2, length: 2 }])
    await say(telegram, wang, '<b>第十五条</b> &lt;原文&gt;', { parse_mode: 'HTML' })
    expect(wang.last()).toMatchObject({ text: '第十五条 <原文>', entities: [{ type: 'bold', offset: 0, length: 4 }] })
    await say(telegram, wang, '*第十五条* 2026\\-1 [网页](https://example.org)', { parse_mode: 'MarkdownV2' })
    expect(wang.last()).toMatchObject({
      text: '第十五条 2026-1 网页',
      entities: [
        { type: 'bold', offset: 0, length: 4 },
        { type: 'text_link', offset: 12, length: 2, url: 'https://example.org' },
      ],
    })
  })

  it('goes without the answer to nothing when that is allowed', async () => {
    const { telegram, wang } = await started()
    await say(telegram, wang, '好', { reply_parameters: { message_id: 99, allow_sending_without_reply: true } })
    expect(wang.last()?.replyTo).toBeUndefined()
  })
})

describe('a person', () => {
  it('who never wrote cannot be written to', async () => {
    const telegram = await start()
    const params = { chat_id: telegram.user().id, text: '您好' }
    expect(await refusal(telegram, 'sendMessage', params)).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    )
  })

  it('who blocked the bot cannot be written to until they return, and the bot is told both', async () => {
    const { telegram, wang } = await started()
    wang.blocks()
    expect(await refusal(telegram, 'sendMessage', { chat_id: wang.id, text: 'x' })).toBe(
      '403 Forbidden: bot was blocked by the user',
    )
    expect(() => wang.says('你好')).toThrow('must return first')
    wang.returns()
    await say(telegram, wang, '您好')
    const told = (await updates(telegram)).flatMap(({ my_chat_member: told }) => (told ? [told] : []))
    expect(told).toMatchObject([
      { chat: { type: 'private' }, old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } },
      { from: { id: wang.id }, old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } },
    ])
  })

  it('whose account is gone cannot be written to', async () => {
    const { telegram, wang } = await started()
    wang.deletesAccount()
    expect(await refusal(telegram, 'sendMessage', { chat_id: wang.id, text: 'x' })).toBe(
      '403 Forbidden: user is deactivated',
    )
  })
})

describe('buttons', () => {
  const withMarkup = (reply_markup: unknown) => ({ text: 'x', reply_markup })
  const inline = (...row: object[]) => withMarkup({ inline_keyboard: [row] })

  it.each([
    ['that are no JSON', withMarkup('{'), `can't parse reply keyboard markup JSON object`],
    ['that are no object', withMarkup('[]'), 'object expected as reply markup'],
    [
      'not in rows',
      withMarkup({ inline_keyboard: [{ text: 'x', callback_data: 'x' }] }),
      'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    ['that do nothing', inline({ text: 'x' }), /Text buttons are unallowed in the inline keyboard$/],
    ['with nothing to say', inline({ text: 'x', callback_data: '' }), /Text buttons are unallowed/],
    ['without a label', inline({ callback_data: 'x' }), /Can't find field "text"$/],
    ['with 65 bytes to say', inline({ text: 'x', callback_data: `${'信'.repeat(21)}ab` }), 'BUTTON_DATA_INVALID'],
    [
      'that lead to this machine',
      inline({ text: 'x', url: 'http://localhost:3000' }),
      /^inline keyboard button URL .* is invalid: Wrong HTTP URL$/,
    ],
    [
      'beyond a hundred',
      withMarkup({ inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'x', callback_data: 'x' }]) }),
      'reply markup is too long',
    ],
  ])('%s are refused', async (_, params, words) => {
    const { telegram, wang } = await started()
    const said = await refusal(telegram, 'sendMessage', { chat_id: wang.id, ...params })
    if (typeof words === 'string') expect(said).toBe(`400 Bad Request: ${words}`)
    else expect(said.replace('400 Bad Request: ', '')).toMatch(words)
  })

  it('may carry 64 bytes', async () => {
    const { telegram, wang } = await started()
    await say(telegram, wang, 'x', {
      reply_markup: inline({ text: 'x', callback_data: `${'信'.repeat(21)}a` }).reply_markup,
    })
    expect(wang.last()?.buttons).toEqual(['x'])
  })

  it('with an empty label vanish, and the thirteenth of a row', async () => {
    const { telegram, wang } = await started()
    const labels = ['', ...Array.from({ length: 13 }, (_, index) => `第${index + 1}`)]
    await say(telegram, wang, 'x', { reply_markup: buttons(...labels) })
    expect(wang.last()?.buttons).toEqual(labels.slice(1, 13))
  })

  it('are pressed, and the press is answered once', async () => {
    const { telegram, wang } = await started()
    const id = await say(telegram, wang, '要吗?', { reply_markup: buttons('要', '不要') })
    wang.taps('不要')
    const press = (await updates(telegram)).find((one) => one.callback_query)?.callback_query
    expect(press).toMatchObject({
      from: { id: wang.id },
      data: 'do 不要',
      message: { message_id: id, chat: { id: wang.id }, text: '要吗?' },
      chat_instance: expect.any(String),
    })
    await ask(telegram, 'answerCallbackQuery', { callback_query_id: press?.id, text: '好' })
    expect(wang.popups()).toEqual(['好'])
    expect(await refusal(telegram, 'answerCallbackQuery', { callback_query_id: press?.id })).toBe(
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
    )
  })

  it('are answered too late after 150 seconds, and never with more than 200 characters', async () => {
    const { now, pass } = clock()
    const { telegram, wang } = await started({ now })
    await say(telegram, wang, '要吗?', { reply_markup: buttons('要') })
    wang.taps('要')
    const press = (await updates(telegram)).find((one) => one.callback_query)?.callback_query
    const answer = { callback_query_id: press?.id }
    expect(await refusal(telegram, 'answerCallbackQuery', { ...answer, text: '好'.repeat(201) })).toBe(
      '400 Bad Request: MESSAGE_TOO_LONG',
    )
    pass(150_001)
    expect(await refusal(telegram, 'answerCallbackQuery', answer)).toMatch('query is too old')
  })

  it('that are not there cannot be pressed', async () => {
    const { telegram, wang } = await started()
    await say(telegram, wang, '要吗?', {
      reply_markup: { inline_keyboard: [[{ text: '网页', url: 'https://example.org' }]] },
    })
    expect(() => wang.taps('要')).toThrow('There is no button 要; there are 网页')
    expect(() => wang.taps('网页')).toThrow('opens https://example.org')
  })

  it('of a reply keyboard say their words, or give what they ask for', async () => {
    const { telegram, wang } = await started()
    const keyboard = [['查进度'], [{ text: '给号码', request_contact: true }]]
    await say(telegram, wang, '请选', { reply_markup: { keyboard } })
    wang.taps('查进度')
    wang.taps('给号码')
    const [, said, given] = await updates(telegram)
    expect(said?.message?.text).toBe('查进度')
    expect(given?.message?.contact).toMatchObject({ user_id: wang.id, first_name: '王大娘' })
    await say(telegram, wang, '好', { reply_markup: { remove_keyboard: true } })
    expect(() => wang.taps('查进度')).toThrow('There is no button')
  })
})

describe('an edit', () => {
  it('changes words and buttons, and takes the buttons away that it does not name', async () => {
    const { telegram, wang } = await started()
    const id = await say(telegram, wang, '要吗?', { reply_markup: buttons('要') })
    await ask(telegram, 'editMessageReplyMarkup', { chat_id: wang.id, message_id: id, reply_markup: buttons('不要') })
    expect(wang.last()?.buttons).toEqual(['不要'])
    await ask(telegram, 'editMessageText', { chat_id: wang.id, message_id: id, text: '好的' })
    expect(wang.screen().at(-1)).toMatchObject({ id, text: '好的', edited: true, buttons: [] })
  })

  it('that changes nothing is refused', async () => {
    const { telegram, wang } = await started()
    const id = await say(telegram, wang, '要吗?', { reply_markup: buttons('要') })
    const same = { chat_id: wang.id, message_id: id, text: ' 要吗?', reply_markup: buttons('要') }
    const words =
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
    expect(await refusal(telegram, 'editMessageText', same)).toBe(words)
    expect(await refusal(telegram, 'editMessageReplyMarkup', same)).toBe(words)
  })

  it('of nothing, of somebody else and of a message with a reply keyboard is refused', async () => {
    const { telegram, wang } = await started()
    const edit = (message_id: number) =>
      refusal(telegram, 'editMessageText', { chat_id: wang.id, message_id, text: 'x' })
    expect(await edit(99)).toBe('400 Bad Request: message to edit not found')
    expect(await edit(wang.says('你好').id)).toBe("400 Bad Request: message can't be edited")
    const id = await say(telegram, wang, '请选', { reply_markup: { keyboard: [['一']] } })
    expect(await edit(id)).toBe("400 Bad Request: message can't be edited")
    expect(await refusal(telegram, 'editMessageText', { text: 'x' })).toBe(
      '400 Bad Request: message identifier is not specified',
    )
  })

  it('gives words to words and a caption to a picture only', async () => {
    const { telegram, wang } = await started()
    const { result } = await upload(
      telegram,
      'sendPhoto',
      { chat_id: String(wang.id), caption: '旧' },
      { photo: picture },
    )
    const photo = { chat_id: wang.id, message_id: (result as { message_id: number }).message_id }
    expect(await refusal(telegram, 'editMessageText', { ...photo, text: 'x' })).toBe(
      '400 Bad Request: there is no text in the message to edit',
    )
    await ask(telegram, 'editMessageCaption', { ...photo, caption: '新' })
    expect(wang.last()?.caption).toBe('新')
    const text = { chat_id: wang.id, message_id: await say(telegram, wang, 'x') }
    expect(await refusal(telegram, 'editMessageCaption', { ...text, caption: 'y' })).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    )
  })

  it('by a person is told with the new words', async () => {
    const { telegram, wang } = await started()
    const { id } = wang.says('三组')
    wang.edits(id, '四组')
    const edited = (await updates(telegram)).at(-1)?.edited_message
    expect(edited).toMatchObject({ message_id: id, text: '四组', edit_date: expect.any(Number) })
    await say(telegram, wang, '好')
    expect(() => wang.edits(3, 'x')).toThrow('is not one of 王大娘')
  })
})

describe('deleting', () => {
  it('takes a message of two days from the screen, and none that is older or gone', async () => {
    const { now, pass } = clock()
    const { telegram, wang } = await started({ now })
    const old = await say(telegram, wang, '旧')
    pass(48 * 3_600_000)
    const message_id = await say(telegram, wang, '新')
    await ask(telegram, 'deleteMessage', { chat_id: wang.id, message_id })
    expect(wang.last()?.text).toBe('旧')
    expect(await refusal(telegram, 'deleteMessage', { chat_id: wang.id, message_id })).toBe(
      '400 Bad Request: message to delete not found',
    )
    pass(1)
    expect(await refusal(telegram, 'deleteMessage', { chat_id: wang.id, message_id: old })).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    )
  })
})

describe('a file', () => {
  it('that a person sent is found by its path and downloaded, for an hour', async () => {
    const { now, pass } = clock()
    const { telegram, wang } = await started({ now })
    wang.sends({ photo: picture, caption: '裂缝' })
    const photo = (await updates(telegram)).at(-1)?.message as {
      photo: { file_id: string; width: number }[]
      caption: string
    }
    expect(photo.caption).toBe('裂缝')
    expect(photo.photo.map(({ width }) => width)).toEqual([90, 320, 1280])
    const { result } = await ask(telegram, 'getFile', { file_id: photo.photo.at(-1)?.file_id })
    const { file_path, file_size } = result as { file_path: string; file_size: number }
    expect(file_size).toBe(picture.length)
    const url = `${telegram.root}/file/bot${telegram.token}/${file_path}`
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(picture)
    pass(3_600_001)
    expect((await fetch(url)).status).toBe(404)
  })

  it('of more than 20 MB is not given out', async () => {
    const { telegram, wang } = await started()
    wang.sends({ document: { content: picture, name: '录像.zip', size: 20 * 1024 * 1024 + 1 } })
    const document = (await updates(telegram)).at(-1)?.message?.document as { file_id: string } | undefined
    expect(await refusal(telegram, 'getFile', { file_id: document?.file_id })).toBe('400 Bad Request: file is too big')
  })

  it('that nobody knows is refused', async () => {
    const telegram = await start()
    expect(await refusal(telegram, 'getFile', { file_id: 'x' })).toBe('400 Bad Request: invalid file_id')
    expect(await refusal(telegram, 'getFile')).toBe('400 Bad Request: file_id not specified')
  })

  it('is sent with its name, and sent again by its id', async () => {
    const { telegram, wang } = await started()
    const first = await upload(telegram, 'sendDocument', { chat_id: String(wang.id) }, { document: picture })
    expect(first.result).toMatchObject({ document: { file_name: '证明 1.png', file_size: picture.length } })
    const { document } = first.result as { document: { file_id: string } }
    await ask(telegram, 'sendDocument', { chat_id: wang.id, document: document.file_id, caption: '再发' })
    expect(wang.last()).toMatchObject({ media: 'document', caption: '再发', file: picture, fileName: '证明 1.png' })
    expect(await refusal(telegram, 'sendPhoto', { chat_id: wang.id, photo: document.file_id })).toBe(
      `400 Bad Request: can't use file of type Document as Photo`,
    )
  })

  it.each([
    ['no file', {}, {}, 'there is no photo in the request'],
    ['a file that is no picture', {}, { photo: Buffer.from('text') }, 'IMAGE_PROCESS_FAILED'],
    ['an empty file', {}, { photo: Buffer.alloc(0) }, 'file must be non-empty'],
    ['a caption of 1025 characters', { caption: '信'.repeat(1025) }, { photo: picture }, 'message caption is too long'],
    ['a picture of more than 10 MB', {}, { photo: Buffer.alloc(10 * 1024 * 1024 + 1) }, /is too big for a photo/],
  ])('is refused: %s', async (_, fields, files, words) => {
    const { telegram, wang } = await started()
    const answer = await upload(telegram, 'sendPhoto', { chat_id: String(wang.id), ...fields }, files)
    expect(answer.status).toBe(400)
    expect(answer.description).toMatch(words)
    expect(wang.last()).toBeUndefined()
  })
})

describe('an album', () => {
  it('is several messages of one group', async () => {
    const { telegram, wang } = await started()
    const media = JSON.stringify([
      { type: 'photo', media: 'attach://one', caption: '正面' },
      { type: 'photo', media: 'attach://two' },
    ])
    const { result } = await upload(
      telegram,
      'sendMediaGroup',
      { chat_id: String(wang.id), media },
      { one: picture, two: picture },
    )
    expect(result).toHaveLength(2)
    const [one, two] = wang.screen().slice(-2)
    expect(one).toMatchObject({ media: 'photo', caption: '正面', album: two?.album })
    expect(telegram.calls.at(-1)?.params.media).toMatchObject([{ media: { size: picture.length } }, {}])
  })

  it('of more than ten, of none or of different things is refused', async () => {
    const { telegram, wang } = await started()
    wang.sends({ photo: picture })
    wang.sends({ document: { content: picture, name: 'a.png' } })
    const [, one, two] = await updates(telegram)
    const photo = { type: 'photo', media: (one?.message?.photo as { file_id: string }[] | undefined)?.[2]?.file_id }
    const document = { type: 'document', media: (two?.message?.document as { file_id: string } | undefined)?.file_id }
    const album = (...media: object[]) => refusal(telegram, 'sendMediaGroup', { chat_id: wang.id, media })
    expect(await album(...Array.from({ length: 11 }, () => photo))).toMatch('too many messages to send as an album')
    expect(await album()).toMatch('there are no messages to send')
    expect(await album(photo, document)).toMatch(`can't be mixed with other media types`)
    expect(await album({ type: 'photo' })).toMatch('media not found')
  })
})

describe('what people send', () => {
  it('arrives in the shapes of the Bot API', async () => {
    const { telegram, wang } = await started()
    wang.sends({ document: { content: picture, name: '申请.pdf', mime: 'application/pdf' }, caption: '见附件' })
    wang.sends({ voice: picture })
    wang.sends({ video: picture })
    wang.sends({ videoNote: picture })
    wang.sends({ audio: picture })
    wang.sends({ sticker: '👍' })
    wang.sends({ location: [28.1, 111.5] })
    wang.sends({ contact: { phone: '13800000001', name: '李大爷' } })
    wang.sends({ dice: true })
    wang.sends({ poll: true })
    wang.album([{ photo: picture, caption: '一' }, { photo: picture }])
    wang.forwards(['转来的', '第二条'])
    const [, ...messages] = (await updates(telegram)).map((one) => one.message ?? {})
    const kinds = [
      'document',
      'voice',
      'video',
      'video_note',
      'audio',
      'sticker',
      'location',
      'contact',
      'dice',
      'poll',
    ]
    expect(messages.slice(0, 10).map((message, index) => Object.hasOwn(message, kinds[index] ?? ''))).not.toContain(
      false,
    )
    expect(messages[0]).toMatchObject({
      caption: '见附件',
      document: { file_name: '申请.pdf', mime_type: 'application/pdf' },
    })
    expect(messages[6]?.location).toEqual({ latitude: 28.1, longitude: 111.5 })
    expect(messages[7]?.contact).toEqual({ phone_number: '13800000001', first_name: '李大爷' })
    expect(messages[10]?.media_group_id).toBe(messages[11]?.media_group_id)
    expect(messages[12]).toMatchObject({
      text: '转来的',
      forward_origin: { type: 'hidden_user', sender_user_name: '邻居', date: expect.any(Number) },
    })
  })

  it('starts the bot with what a link carried', async () => {
    const telegram = await start()
    telegram.user({ name: '李大爷', language: '' }).starts('ABCD')
    expect((await updates(telegram))[0]?.message).toMatchObject({ text: '/start ABCD', from: { first_name: '李大爷' } })
  })
})

describe('what the bot says of itself', () => {
  it('is kept by language and by scope', async () => {
    const { telegram, wang } = await started()
    await ask(telegram, 'setMyName', { name: '信桥热线' })
    await ask(telegram, 'setMyDescription', { description: '办事', language_code: 'zh' })
    await ask(telegram, 'setMyShortDescription', { short_description: '短' })
    await ask(telegram, 'setMyCommands', { commands: [{ command: 'start', description: '开始' }] })
    await ask(telegram, 'setMyCommands', {
      commands: [{ command: 'open', description: '待办' }],
      scope: { type: 'chat', chat_id: wang.id },
    })
    await ask(telegram, 'setChatMenuButton', { menu_button: { type: 'commands' } })
    const results = async (method: string, params = {}) => (await ask(telegram, method, params)).result
    expect(await results('getMyName')).toEqual({ name: '信桥热线' })
    expect(await results('getMyDescription')).toEqual({ description: '' })
    expect(await results('getMyDescription', { language_code: 'zh' })).toEqual({ description: '办事' })
    expect(await results('getMyShortDescription')).toEqual({ short_description: '短' })
    expect(await results('getMyCommands')).toEqual([{ command: 'start', description: '开始' }])
    expect(await results('getMyCommands', { scope: { type: 'chat', chat_id: wang.id } })).toHaveLength(1)
    expect(await results('getChatMenuButton')).toEqual({ type: 'commands' })
    await ask(telegram, 'deleteMyCommands')
    expect(await results('getMyCommands')).toEqual([])
  })

  it.each([
    [
      'a command in capitals',
      'setMyCommands',
      { commands: [{ command: 'Start', description: 'x' }] },
      'BOT_COMMAND_INVALID',
    ],
    [
      'no description',
      'setMyCommands',
      { commands: [{ command: 'start', description: '' }] },
      'BOT_COMMAND_DESCRIPTION_INVALID',
    ],
    ['no list', 'setMyCommands', {}, 'expected an Array of BotCommand'],
    [
      'a long short description',
      'setMyShortDescription',
      { short_description: 'x'.repeat(121) },
      'SHORT_DESCRIPTION_TOO_LONG',
    ],
    ['a menu of another kind', 'setChatMenuButton', { menu_button: { type: 'x' } }, /MenuButton has unsupported type/],
  ])('is refused: %s', async (_, method, params, words) => {
    expect(await refusal(await start(), method, params)).toMatch(words)
  })
})
