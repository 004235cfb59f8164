"""A phone's photo of 12 MB: how long its editor waits, and how long its sizes take afterwards.

    python -m tests.benchmarks.photo_upload

Sends a JPEG and a HEIC file of 48 megapixels, as new phones take them, and a usual one of 12
megapixels through the photo form. Prints seconds, CPU seconds and what is stored, beside what
reading and writing the same picture once costs, the least that any site could do.
"""

import json
import subprocess
import time
from pathlib import Path

from tests.benchmarks import databases

RUNS = 3
MEGABYTES = 12
# (name, width, height, format)
PHOTOS = (
    ("JPEG, 12 Mpx", 4032, 3024, "JPEG"),
    ("JPEG, 48 Mpx", 8064, 6048, "JPEG"),
    ("HEIC, 48 Mpx", 8064, 6048, "HEIF"),
)


def main():
    with databases.sqlite() as bench:
        files = {}
        for name, width, height, format in PHOTOS:
            path = Path(bench.folder, name.replace(", ", "-").replace(" ", ""))
            path.write_bytes(photo(width, height, format))
            files[name] = str(path)
        code = f"from tests.benchmarks.photo_upload import measure; measure({files!r})"
        process = bench.start(code)
        out, _nothing = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, "measure")
    report(json.loads(out.splitlines()[-1]))


def photo(width, height, format):
    """Return the bytes of a grainy picture, of 12 MB or the most that its pixels give."""
    from PIL import Image

    from tests.articles.pictures import phone_exif, saved

    # Grain is what fills a phone's files; the same in each of the colours.
    grain = Image.effect_noise((width, height), 60)
    sky = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", [Image.blend(grain, sky, part) for part in (0.6, 0.7, 0.8)])
    content = b""
    for quality in (40, 55, 70, 80, 88, 94):
        content = saved(picture, format, quality=quality, exif=phone_exif(6).tobytes())
        if len(content) >= MEGABYTES * 1e6:
            break
    return content


def measure(files):
    """Print {name: figures} of the photos in `files` {name: path} as JSON."""
    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from PIL import Image

    from articles.models import Photo

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.create_superuser("do", "do@example.vn", "x"))
    found = {}
    for name, path in files.items():
        content = Path(path).read_bytes()
        least, answers = [], []
        for turn in range(RUNS):
            begin = time.process_time()
            Image.open(path).convert("RGB").resize((2560, 1920)).save(f"{path}.jpg", quality=88)
            least.append(time.process_time() - begin)
            form = {"title": f"{name} {turn}", "tags": ""}
            form["file"] = SimpleUploadedFile(Path(path).name, content)
            begin, spent = time.monotonic(), time.process_time()
            answer = client.post("/admin/images/add/", form)
            answers.append((time.monotonic() - begin, time.process_time() - spent))
            assert answer.status_code == 302, answer.context["form"].errors
        stored = Photo.objects.latest("pk")
        begin = time.monotonic()
        stored.make_sizes()
        found[name] = {
            "megabytes": len(content) / 1e6,
            "least": min(least),
            "answer": min(answers),
            "sizes": time.monotonic() - begin,
            "stored": f"{stored.width} × {stored.height}, {stored.file_size / 1e6:.1f} MB",
        }
    print(json.dumps(found))


def report(found):
    print(
        f"{'':14}{'sent':>9}{'answered in':>14}{'CPU':>9}{'of the least':>14}{'sizes':>9}   stored"
    )
    for name, each in found.items():
        waited, spent = each["answer"]
        print(
            f"{name:14}{each['megabytes']:6.1f} MB{waited:12.1f} s{spent:7.1f} s"
            f"{spent / each['least']:12.1f} ×{each['sizes']:7.1f} s   {each['stored']}"
        )


if __name__ == "__main__":
    main()
