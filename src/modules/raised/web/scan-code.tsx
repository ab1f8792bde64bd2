import { Modal } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import css from './raised.module.css';

type Detector = { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> };
type Browser = { readonly BarcodeDetector?: new () => Detector };

/** Whether this browser reads bar codes and QR codes by itself; where not, numbers are typed. */
export const canScan = (): boolean => (globalThis as Browser).BarcodeDetector !== undefined && window.isSecureContext && 'mediaDevices' in navigator;

/** Between two looks of the camera. Units: ms. */
const LOOK_MS = 250;

/** Looks through the camera until it reads a code. The picture stays on the device. */
export function ScanCode({ read, close }: { readonly read: (code: string) => void; readonly close: () => void }): ReactNode {
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const Made = (globalThis as Browser).BarcodeDetector;
    let stream: MediaStream | null = null;
    let timer = 0;
    let ended = false;
    const look = async (detector: Detector): Promise<void> => {
      const [code] = video.current === null || video.current.readyState < 2 ? [] : await detector.detect(video.current).catch(() => []);
      if (ended) return;
      if (code === undefined) timer = window.setTimeout(() => void look(detector), LOOK_MS);
      else read(code.rawValue);
    };
    const begin = async (): Promise<void> => {
      if (Made === undefined) return;
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (ended) { for (const track of opened.getTracks()) track.stop(); return; }
      stream = opened;
      if (video.current !== null) { video.current.srcObject = opened; await video.current.play(); }
      await look(new Made());
    };
    begin().catch(() => { setProblem('The camera can not be used here. Type the number instead.'); });
    return () => { ended = true; window.clearTimeout(timer); for (const track of stream?.getTracks() ?? []) track.stop(); };
  }, [read]);
  return (
    <Modal opened onClose={close} title="Hold the code before the camera">
      {problem === null ? <video ref={video} className={css['camera']} muted playsInline aria-label="What the camera sees" /> : <p role="alert">{problem}</p>}
    </Modal>
  );
}
