// Lighthouse (mobile, its own throttling) over the pages that people open first, and what each weighs.
//   node ops/lighthouse/measure.mjs http://127.0.0.1:5000 bureau PASSWORD
// Needs Chromium and, by npx, lighthouse 13. Prints one line a page; exit 1 where an aim is missed.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { request } from "node:http";

const [base, user, password] = process.argv.slice(2);
if (!password) {
    console.error("usage: node measure.mjs ADDRESS USER PASSWORD");
    process.exit(2);
}
const run = promisify(execFile);
const aims = { performance: 95, accessibility: 100, paint: 2000, first: 130 * 1024, later: 20 * 1024 };

// As a browser asks, and as the bytes come over the wire.
function ask(path, { method = "GET", cookie = "", body } = {}) {
    return new Promise((done, failed) => {
        const sent = request(new URL(path, base), {
            method,
            headers: {
                Accept: "text/html", "Accept-Encoding": "br, gzip", Cookie: cookie,
                ...(body ? { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) } : {}),
            },
        }, answer => {
            const parts = [];
            answer.on("data", part => parts.push(part));
            answer.on("end", () => {
                const wire = Buffer.concat(parts);
                const kind = answer.headers["content-encoding"];
                const text = (kind === "br" ? brotliDecompressSync(wire) : kind === "gzip" ? gunzipSync(wire) : wire).toString();
                done({ status: answer.statusCode, bytes: wire.length, text, cookies: (answer.headers["set-cookie"] ?? []).map(each => each.split(";")[0]) });
            });
        });
        sent.on("error", failed);
        sent.end(body);
    });
}

async function signIn() {
    const page = await ask("/sign-in");
    const token = /name="__RequestVerificationToken" value="([^"]+)"/.exec(page.text)[1];
    const answer = await ask("/sign-in", {
        method: "POST", cookie: page.cookies.join("; "),
        body: new URLSearchParams({ _handler: "sign-in", user, password, __RequestVerificationToken: token }).toString(),
    });
    if (answer.status !== 302) throw new Error(`sign-in answered ${answer.status}`);
    return [...page.cookies, ...answer.cookies].join("; ");
}

const folder = await mkdtemp(join(tmpdir(), "lighthouse-"));
let missed = false;
try {
    const cookie = await signIn();
    const list = await ask("/cases?status=out", { cookie });
    const child = /href="\/cases\/([0-9a-f-]{36})"/.exec(list.text)[1];
    const headers = join(folder, "headers.json");
    await writeFile(headers, JSON.stringify({ Cookie: cookie }));
    for (const [name, path, signed] of [["sign-in", "/sign-in", false], ["home", "/", true], ["list", "/cases", true], ["case", `/cases/${child}`, true], ["rates", "/rates", true]]) {
        const report = join(folder, `${name}.json`);
        await run("npx", [
            "--yes", "lighthouse@13", new URL(path, base).href, "--quiet", "--output=json", `--output-path=${report}`, "--only-categories=performance,accessibility",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu", ...(signed ? [`--extra-headers=${headers}`] : []),
        ], { env: { CHROME_PATH: "/usr/bin/chromium", ...process.env }, maxBuffer: 1 << 26 });
        const { categories, audits } = JSON.parse(await readFile(report, "utf8"));
        const found = {
            performance: Math.round(categories.performance.score * 100), accessibility: Math.round(categories.accessibility.score * 100),
            paint: Math.round(audits["largest-contentful-paint"].numericValue), first: audits["total-byte-weight"].numericValue, later: (await ask(path, { cookie: signed ? cookie : "" })).bytes,
        };
        const failed = Object.keys(aims).filter(aim => aim === "performance" || aim === "accessibility" ? found[aim] < aims[aim] : found[aim] > aims[aim]);
        missed ||= failed.length > 0;
        console.log(`${name.padEnd(8)} performance ${found.performance}, accessibility ${found.accessibility}, largest paint ${found.paint} ms, first ${(found.first / 1024).toFixed(0)} KiB, later ${(found.later / 1024).toFixed(1)} KiB${failed.length ? `  MISSED: ${failed.join(", ")}` : ""}`);
    }
} finally {
    await rm(folder, { recursive: true });
}
process.exit(missed ? 1 : 0);
