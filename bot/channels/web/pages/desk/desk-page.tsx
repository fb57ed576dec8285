import { useEffect, useState } from 'preact/hooks'
import { firstLanguage, LanguageContext, speak } from '../language.ts'
import { Desk } from './desk.tsx'
import { Enter } from './enter.tsx'
import { codeOf } from './entrance.ts'

/** The door, while the address carries a one-time code; the staff room otherwise. */
export function DeskPage() {
  const [language, setLanguage] = useState(firstLanguage)
  const [code, setCode] = useState(() => codeOf(location.pathname, location.hash))
  useEffect(() => speak(language), [language])
  useEffect(() => {
    // A second link opened in the same window changes the fragment only.
    const read = () => setCode(codeOf(location.pathname, location.hash))
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])

  function entered() {
    // A used code has no business in the history.
    history.replaceState(null, '', '/desk')
    setCode(undefined)
  }
  return (
    <LanguageContext.Provider value={language}>
      {code === undefined ? (
        <Desk switchLanguage={() => setLanguage(language === 'zh' ? 'en' : 'zh')} />
      ) : (
        <Enter code={code} entered={entered} />
      )}
    </LanguageContext.Provider>
  )
}
