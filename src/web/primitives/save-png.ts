import { AppError } from '../../kernel/app-error.ts';

/** Pixels of the image for each of the picture, so that it is sharp in print. */
const SHARPNESS = 2;

const failed = (why: unknown): AppError => new AppError('internal', 'image-not-made', 'The browser could not make the image. Take a picture of the screen instead.', why);

/** Draws an SVG and saves it as a PNG file. Units: CSS pixels. Errors: `internal` where the browser can't. */
export async function savePng(svg: string, { width, height }: { readonly width: number; readonly height: number }, name: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * SHARPNESS, height * SHARPNESS];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/png'); });
    if (png === null) throw failed(null);
    const file = URL.createObjectURL(png);
    const link = document.createElement('a');
    [link.href, link.download] = [file, name];
    link.click();
    // The browser reads the file after this turn.
    setTimeout(() => { URL.revokeObjectURL(file); }, 60_000);
  } catch (error) {
    throw error instanceof AppError ? error : failed(error);
  } finally {
    URL.revokeObjectURL(address);
  }
}
