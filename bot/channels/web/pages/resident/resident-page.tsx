import { useEffect, useMemo, useState } from 'preact/hooks'
import { Banner } from '../banner.tsx'
import { LanguageContext } from '../language.ts'
import { readTalk, type TalkRow, wordsOf } from '../talk.ts'
import { useWatched } from '../watched.ts'
import { Composer, type Editing } from './composer.tsx'
import type { Conversation } from './conversation.ts'
import { Header } from './header.tsx'
import { MessageList } from './message-list.tsx'

export function ResidentPage({ conversation }: { conversation: Conversation }) {
  const { language, session, timeline, pending, isLoaded, isReachable } = useWatched(conversation.view)
  const [editing, setEditing] = useState<Editing>()
  const rows = useMemo(() => readTalk(timeline, pending), [timeline, pending])

  useEffect(() => {
    if (session) document.title = session.office.name
  }, [session])

  function edit(row: TalkRow) {
    const words = wordsOf(row.input)
    if (words !== undefined && row.message?.source)
      setEditing({ of: row.message.source, words, basis: row.message.seq })
  }
  function switchLanguage() {
    const other = language === 'zh' ? 'en' : 'zh'
    conversation.post({ kind: 'choice', value: `language:${other}`, label: other === 'zh' ? '中文' : 'English' })
  }
  return (
    <LanguageContext.Provider value={language}>
      <div class="shell resident">
        <Header office={session?.office} switchLanguage={switchLanguage} />
        <Banner isReachable={isReachable} isLoaded={isLoaded} />
        <MessageList
          rows={rows}
          cursor={timeline.cursor}
          isLoaded={isLoaded}
          hasOlder={timeline.more}
          conversation={conversation}
          edit={edit}
        />
        <Composer
          maxFileSize={session?.maxFileSize}
          editing={editing}
          stopEditing={() => setEditing(undefined)}
          post={conversation.post}
        />
      </div>
    </LanguageContext.Provider>
  )
}
