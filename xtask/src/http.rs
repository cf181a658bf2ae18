//! Static files over HTTP/1.1. In: a request's head and a folder. Out: the response's head and
//! body, with the headers that keep the page to itself. `serve` listens and calls this.

use std::path::{Component, Path, PathBuf};

/// The page may load what stands beside it, run WebAssembly, and reach nobody else.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SECURITY_HEADERS: [(&str, &str); 7] = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

pub struct Response {
    pub status: &'static str,
    pub mime: &'static str,
    pub body: Vec<u8>,
    /// The body is told of, not sent.
    pub head_only: bool,
}

impl Response {
    fn plain(status: &'static str) -> Self {
        Self { status, mime: "text/plain; charset=utf-8", body: status.as_bytes().to_vec(), head_only: false }
    }

    pub fn too_large() -> Self {
        Self::plain("431 Request Header Fields Too Large")
    }

    /// Head and body, ready to send.
    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n",
            self.status,
            self.mime,
            self.body.len()
        );
        for (name, value) in SECURITY_HEADERS {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if !self.head_only {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

/// Answers a request, of which only the first line matters here.
pub fn respond(request: &str, folder: &Path) -> Response {
    let mut words = request.lines().next().unwrap_or("").split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if !matches!(method, "GET" | "HEAD") {
        return Response::plain("405 Method Not Allowed");
    }
    let Some(path) = resolve(target, folder) else { return Response::plain("404 Not Found") };
    let Ok(body) = std::fs::read(&path) else { return Response::plain("404 Not Found") };
    Response { status: "200 OK", mime: mime(&path), body, head_only: method == "HEAD" }
}

/// The file that a request means, if it lies in `folder`.
fn resolve(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = decode(target.split(['?', '#']).next()?)?;
    let relative = Path::new(path.strip_prefix('/')?);
    if path.contains('\\') || relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = folder.join(relative);
    if path.ends_with('/') {
        file.push("index.html");
    }
    // A symbolic link may point out of the folder.
    let real = file.canonicalize().ok()?;
    (real.is_file() && real.starts_with(folder.canonicalize().ok()?)).then_some(real)
}

/// Undoes percent-encoding.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            0 => return None,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("clausewright-site-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("public/sub")).expect("folders");
        std::fs::write(folder.join("secret.txt"), "secret").expect("written");
        std::fs::write(folder.join("public/index.html"), "<p>page").expect("written");
        std::fs::write(folder.join("public/a b.wasm"), "\0asm").expect("written");
        folder.join("public")
    }

    #[test]
    fn answers_with_files_of_the_folder_only() {
        let cases = [
            ("GET / HTTP/1.1", "200 OK", "text/html; charset=utf-8"),
            ("GET /index.html?x=1 HTTP/1.1", "200 OK", "text/html; charset=utf-8"),
            ("GET /a%20b.wasm HTTP/1.1", "200 OK", "application/wasm"),
            ("HEAD / HTTP/1.1", "200 OK", "text/html; charset=utf-8"),
            ("GET /missing HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET /sub HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET /../secret.txt HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET /%2e%2e/secret.txt HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET /..%5csecret.txt HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET //etc/passwd HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET /%00 HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET /%f HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("GET index.html HTTP/1.1", "404 Not Found", "text/plain; charset=utf-8"),
            ("POST / HTTP/1.1", "405 Method Not Allowed", "text/plain; charset=utf-8"),
            ("", "405 Method Not Allowed", "text/plain; charset=utf-8"),
        ];
        let folder = site();
        for (request, status, mime) in cases {
            let response = respond(request, &folder);
            assert_eq!((response.status, response.mime), (status, mime), "{request}");
        }
    }

    #[test]
    fn the_page_carries_the_same_policy() {
        let own =
            std::fs::read_to_string(crate::project::www().join("build").join("policy.ts")).expect("the page's policy");
        // A browser honours `frame-ancestors` in a header only.
        for directive in CONTENT_SECURITY_POLICY.split("; ").filter(|one| !one.starts_with("frame-ancestors")) {
            assert!(own.contains(&format!("\"{directive}\"")), "www/build/policy.ts lacks {directive}");
        }
    }

    #[test]
    fn every_answer_carries_the_policy_and_head_has_no_body() {
        let folder = site();
        let text = |request| String::from_utf8(respond(request, &folder).bytes()).expect("text");
        for request in ["GET / HTTP/1.1", "GET /missing HTTP/1.1", "HEAD / HTTP/1.1"] {
            assert!(
                text(request).contains(&format!("Content-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n")),
                "{request}"
            );
        }
        assert!(text("GET / HTTP/1.1").ends_with("\r\n\r\n<p>page"));
        assert!(
            text("HEAD / HTTP/1.1").ends_with("\r\n\r\n") && text("HEAD / HTTP/1.1").contains("Content-Length: 7\r\n")
        );
    }
}
