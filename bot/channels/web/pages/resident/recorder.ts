/** A recording under way. */
export interface Recording {
  /** Ends it and gives what was said. */
  finish(): Promise<File>
  /** Ends it and forgets what was said. */
  cancel(): void
}

export type RecordingStart = { kind: 'recording'; recording: Recording } | { kind: 'unsupported' } | { kind: 'denied' }

const FORMATS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** Begins to record the voice, after the browser has asked the person. */
export async function startRecording(): Promise<RecordingStart> {
  if (typeof MediaRecorder !== 'function' || !navigator.mediaDevices?.getUserMedia) return { kind: 'unsupported' }
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    const isDenied =
      error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError')
    return { kind: isDenied ? 'denied' : 'unsupported' }
  }
  try {
    return { kind: 'recording', recording: record(stream) }
  } catch {
    release(stream)
    return { kind: 'unsupported' }
  }
}

function record(stream: MediaStream): Recording {
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format))
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType, audioBitsPerSecond: 32_000 } : {})
  const parts: Blob[] = []
  recorder.ondataavailable = (event) => parts.push(event.data)
  // In slices, so that a long story is not lost with one broken buffer.
  recorder.start(1000)
  return {
    finish: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          release(stream)
          resolve(fileOf(parts, recorder.mimeType))
        }
        if (recorder.state === 'inactive') recorder.onstop(new Event('stop'))
        else recorder.stop()
      }),
    cancel() {
      recorder.ondataavailable = null
      if (recorder.state !== 'inactive') recorder.stop()
      release(stream)
    },
  }
}

function fileOf(parts: Blob[], mimeType: string): File {
  const type = (mimeType || 'audio/webm').split(';')[0] ?? 'audio/webm'
  const ending = type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm'
  return new File(parts, `voice.${ending}`, { type })
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
