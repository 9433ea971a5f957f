// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react'
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { useText } from '@/text'
import { ToneSign, type Tone } from './Badge'
import styles from './Toasts.module.css'

export type Toast = Readonly<{
  text: string
  tone?: Tone
  /** Takes it back, where that is safe: better than asking beforehand. */
  undo?: () => void
}>

type Say = (toast: Toast) => void
const SayContext = createContext<Say>(() => undefined)

/** Says briefly that something was done. What must not be missed is a Notice on the page. */
export function useToast(): Say {
  return useContext(SayContext)
}

const shownMs = 6000
const undoShownMs = 12000

export function Toasts({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useText()
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([])
  const next = useRef(0)
  const drop = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), [])
  const say = useCallback<Say>(
    (toast) => {
      const id = next.current++
      setToasts((all) => [...all.slice(-2), { ...toast, id }])
      window.setTimeout(() => drop(id), toast.undo ? undoShownMs : shownMs)
    },
    [drop],
  )
  const value = useMemo(() => say, [say])
  return (
    <SayContext value={value}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={styles.toast}>
            <ToneSign tone={toast.tone ?? 'neutral'} size={18} />
            <span>{toast.text}</span>
            {toast.undo && (
              <button
                type="button"
                className={styles.undo}
                onClick={() => {
                  toast.undo?.()
                  drop(toast.id)
                }}
              >
                {t('design.undo')}
              </button>
            )}
            <button
              type="button"
              className={styles.close}
              aria-label={t('design.close')}
              onClick={() => drop(toast.id)}
            >
              <X aria-hidden size={16} />
            </button>
          </div>
        ))}
      </div>
    </SayContext>
  )
}
