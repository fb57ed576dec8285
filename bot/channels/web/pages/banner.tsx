import { useEffect, useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { useText } from './language.ts'

/** A restart of the office takes a moment and is not worth a word. */
const WORTH_SAYING_MS = 2_500

/** Says in plain words when the office cannot be reached. */
export function Banner({ isReachable, isLoaded, words }: { isReachable: boolean; isLoaded: boolean; words?: string }) {
  const text = useText()
  const [isSaid, setSaid] = useState(false)
  useEffect(() => {
    if (isReachable) {
      setSaid(false)
      return
    }
    const timer = setTimeout(() => setSaid(true), navigator.onLine ? WORTH_SAYING_MS : 0)
    return () => clearTimeout(timer)
  }, [isReachable])
  return (
    <div class="banner-place" role="status">
      {isSaid && (
        <p class="banner">
          <Icon name="warning" /> <span>{isLoaded ? (words ?? text.offline) : text.cannotOpen}</span>
        </p>
      )}
    </div>
  )
}
