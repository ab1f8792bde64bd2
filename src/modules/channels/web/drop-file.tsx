import { Button, Progress } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import Upload from 'lucide-react/icons/upload';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { sendFile } from '../../../web/api.ts';
import { bytesText, percentText } from '../../../web/primitives/number.ts';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { routes } from '../contract.ts';
import css from './drop-file.module.css';

/** Takes a file by drag and drop or by the picker, and leads to its preview. */
export function DropFile(): ReactNode {
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ readonly name: string; readonly bytes: number; readonly ratio: number } | null>(null);
  const take = (file: File | undefined): void => {
    if (file === undefined || sending !== null) return;
    setSending({ name: file.name, bytes: file.size, ratio: 0 });
    sendFile(routes.upload, { name: file.name }, file, (ratio) => setSending({ name: file.name, bytes: file.size, ratio }))
      .then(({ upload, guess }) => navigate({ to: '/connect/imports/new', search: { upload, kind: guess } }))
      .catch((error: unknown) => { setSending(null); sayProblem(error); });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className={css['drop']} data-over={over} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop} data-testid="drop-file">
      <input ref={picker} type="file" className={css['picker']} tabIndex={-1} aria-label="File to import" accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.eml,.mbox,.gz,.zip" onChange={(event) => take(event.currentTarget.files?.[0])} />
      {sending === null ? (
        <>
          <Upload size={26} strokeWidth={1.5} aria-hidden />
          <p className={css['title']}>Drop a file here</p>
          <p className={css['hint']}>CSV, TSV, JSON lines, Parquet, mail files, also gzipped. It stays on this machine.</p>
          <Button variant="default" onClick={() => picker.current?.click()}>Choose a file</Button>
        </>
      ) : (
        <div className={css['sending']} role="status">
          <p>{sending.ratio < 1 ? `${sending.name}: ${percentText(sending.ratio)} of ${bytesText(sending.bytes)}` : `${sending.name} is there; looking at its columns…`}</p>
          <Progress value={sending.ratio * 100} color="ink" aria-label="Upload" />
        </div>
      )}
    </div>
  );
}
