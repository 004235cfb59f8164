"""Addresses of the demo site that several tests open."""

from analytics import addresses

HOME = "/"
SECTION = "/hoat-dong-cong-doan/"
ARTICLE = f"{SECTION}hoi-nghi-cong-tac-to-chuc-cong-doan-nam-2026/"
UNTRANSLATED_ARTICLE = "/nu-cong/ngay-20-10-o-xuong-may-khong-hoa-khong-dien-van/"
AUTHOR = "/tac-gia/pham-thi-huong/"
SEARCH = "/tim-kiem/?q=đối thoại"
ENGLISH_HOME = "/en/"
COUNTS = addresses.COUNTS
ENGLISH_ARTICLE = "/en/union-activities/conference-on-union-organisation-work-2026/"
PHOTO_STORY = f"{SECTION}cong-doan-co-so/mot-ca-lam-viec-o-cang-nghi-son/"
