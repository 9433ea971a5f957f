// SPDX-License-Identifier: Apache-2.0
import { Check, Copy } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button } from '@/design'
import { useText } from '@/text'

/** Copies a text, and says that it has. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const t = useText()
  const [isCopied, setCopied] = useState(false)
  return (
    <Button
      icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{isCopied ? t('account.copied') : label}</span>
    </Button>
  )
}
