// What script adds to pages that work without it: "/" goes to the search, a button prints, a chart is saved as a picture.

import { settle as settleDrafts } from "./drafts.js";
import { settle as settlePicks } from "./picks.js";

const root = document.documentElement;

// Says to the style sheet that script runs; pages that are changed in place (enhanced navigation) lose the word and get it again.
function mark(): void {
    root.classList.add("scripted");
}

function isTyping(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

document.addEventListener("keydown", pressed => {
    if (pressed.key !== "/" || pressed.ctrlKey || pressed.metaKey || pressed.altKey || isTyping(pressed.target)) return;
    const field = document.querySelector<HTMLInputElement>("[data-seek]");
    pressed.preventDefault();
    // On a phone the field is folded away: there the search has a page.
    if (field !== null && field.offsetParent !== null) field.focus();
    else document.querySelector<HTMLAnchorElement>("a[href='/find']")?.click();
});

document.addEventListener("click", clicked => {
    if (!(clicked.target instanceof Element)) return;
    const button = clicked.target.closest<HTMLButtonElement>("button[data-print], button[data-png]");
    if (button === null) return;
    if (button.dataset["png"] === undefined) window.print();
    else void savePicture(button, button.dataset["png"], button.dataset["name"] ?? "chart.png");
});

// Menus and help that lie over the page close like everything of the kind does.
document.addEventListener("click", clicked => {
    for (const open of document.querySelectorAll<HTMLDetailsElement>("details.menu[open], details.help[open], details.more[open]"))
        if (!(clicked.target instanceof Node && open.contains(clicked.target))) open.open = false;
});
document.addEventListener("keydown", pressed => {
    if (pressed.key !== "Escape") return;
    for (const open of document.querySelectorAll<HTMLDetailsElement>("details.menu[open], details.help[open], details.more[open]")) {
        const within = open.contains(document.activeElement);
        open.open = false;
        if (within) open.querySelector("summary")?.focus();
    }
});

// The picture is the SVG file of the same chart, drawn twice as fine.
async function savePicture(button: HTMLButtonElement, address: string, name: string): Promise<void> {
    button.disabled = true;
    try {
        const answer = await fetch(address, { headers: { Accept: "image/svg+xml" } });
        if (!answer.ok) throw new Error(`${answer.status}`);
        const drawing = new Image();
        drawing.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await answer.text())}`;
        await drawing.decode();
        const canvas = document.createElement("canvas");
        canvas.width = drawing.naturalWidth * 2;
        canvas.height = drawing.naturalHeight * 2;
        canvas.getContext("2d")?.drawImage(drawing, 0, 0, canvas.width, canvas.height);
        const picture = await new Promise<Blob | null>(done => canvas.toBlob(done, "image/png"));
        if (picture === null) throw new Error("no picture");
        const link = document.createElement("a");
        link.href = URL.createObjectURL(picture);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch {
        // Whoever cannot have the picture has the drawing it is made of.
        window.location.assign(address);
    } finally {
        button.disabled = false;
    }
}

declare const Blazor: { addEventListener?(name: string, heard: () => void): void } | undefined;

function arrive(): void {
    mark();
    settleDrafts();
    settlePicks();
}

arrive();
if (typeof Blazor !== "undefined") Blazor?.addEventListener?.("enhancedload", arrive);
