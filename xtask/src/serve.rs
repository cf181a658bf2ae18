//! Serves the production page on this machine only, with its security headers.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::http::{self, Response};
use crate::step::{Outcome, say};
use crate::{page, project};

const FIRST_PORT: u16 = 4173;
const LONGEST_HEAD: usize = 64 * 1024;

#[derive(Clone, Copy, PartialEq)]
enum Build {
    First,
    AsItIs,
}

pub fn command(arguments: &[String]) -> Outcome {
    let (mut port, mut build, mut quiet) = (None, Build::First, false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--no-build" => build = Build::AsItIs,
            "--quiet" => quiet = true,
            "--port" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                port = Some(number.ok_or("--port wants a number from 0 to 65535.")?);
            }
            other => return Err(format!("`serve` has no option {other}; it has --port N, --no-build and --quiet.")),
        }
    }
    if build == Build::First {
        page::build()?;
    }
    if !project::dist().join("index.html").is_file() {
        return Err("There is no page in www/dist yet. Build it with `cargo xtask page`.".to_owned());
    }
    let listener = listen(port)?;
    announce(&listener, quiet)?;
    serve(&listener, &project::dist());
    Ok(())
}

/// Serves any folder in the background and gives its address; ends with the program.
pub fn in_background(folder: PathBuf) -> Outcome<String> {
    let listener = listen(Some(0))?;
    let address = address(&listener)?;
    std::thread::spawn(move || serve(&listener, &folder));
    Ok(address)
}

/// A port that nobody uses now, for a server that is told its port.
pub fn free_port() -> Outcome<u16> {
    port_of(&listen(Some(0))?)
}

fn port_of(listener: &TcpListener) -> Outcome<u16> {
    Ok(listener.local_addr().map_err(|error| error.to_string())?.port())
}

fn announce(listener: &TcpListener, quiet: bool) -> Outcome {
    let address = address(listener)?;
    if quiet {
        println!("{address}");
    } else {
        println!("\nClausewright is at {address}  (Ctrl+C ends it)");
    }
    Ok(())
}

fn address(listener: &TcpListener) -> Outcome<String> {
    let port = port_of(listener)?;
    Ok(format!("http://127.0.0.1:{port}/"))
}

/// The port asked for, or the first free one of ten.
fn listen(port: Option<u16>) -> Outcome<TcpListener> {
    let ports = port.map_or(FIRST_PORT..=FIRST_PORT + 9, |port| port..=port);
    let mut refused = String::new();
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                refused = format!("Port {port} is taken; `--port 0` takes any free one.")
            }
            Err(error) => return Err(format!("Cannot listen on port {port}: {error}.")),
        }
    }
    Err(refused)
}

fn serve(listener: &TcpListener, folder: &Path) {
    for connection in listener.incoming().flatten() {
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            if let Err(error) = converse(connection, &folder)
                && !matches!(
                    error.kind(),
                    ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
                )
            {
                say(&format!("A connection broke off: {error}"));
            }
        });
    }
}

/// Answers one request after the other until the other side is silent.
fn converse(mut connection: TcpStream, folder: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(20)))?;
    connection.set_nodelay(true)?;
    let mut received = Vec::new();
    loop {
        if let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&received[..end]).into_owned();
            received.drain(..end + 4);
            let response = http::respond(&head, folder);
            connection.write_all(&response.bytes())?;
            // A refused request may be followed by a body, which is not read here.
            if !response.status.starts_with(['2', '3']) && !response.status.starts_with("404") {
                return Ok(());
            }
            continue;
        }
        if received.len() > LONGEST_HEAD {
            return connection.write_all(&Response::too_large().bytes());
        }
        let mut chunk = [0; 4096];
        match connection.read(&mut chunk)? {
            0 => return Ok(()),
            count => received.extend_from_slice(&chunk[..count]),
        }
    }
}
